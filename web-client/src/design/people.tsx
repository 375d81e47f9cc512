// People as a list: picture, name, and what there is to say about each.
import type { ComponentChildren } from 'preact';
import { useLive } from '../app/live.ts';
import type { Member } from '../protocol.ts';
import { presenceWords } from '../words/design.ts';
import { sessionWords } from '../words/session.ts';
import { Avatar, type Presence } from './avatar.tsx';
import './people.css';

/** Somebody whose browser is connected is here; else the server's word counts. */
export function usePresence(): (member: Member) => Presence {
  const live = useLive();
  const present = live.presence.value;
  return (member) => {
    if (member.attendance === 'left' || member.attendance === 'removed') return 'gone';
    return present.get(member.id)?.here ? 'here' : 'away';
  };
}

export function PersonRow({
  member,
  aside,
  note,
}: {
  member: Member;
  aside?: ComponentChildren;
  note?: ComponentChildren;
}) {
  const live = useLive();
  const presence = usePresence()(member);
  const typing = live.presence.value.get(member.id)?.typing === true && presence === 'here';
  const me = member.id === live.memberId.value;
  return (
    <div class={`person person-${presence}`}>
      <Avatar id={member.id} name={member.name} presence={presence} />
      <span class="person-words">
        <span class="person-name">
          {member.name}
          {me && <span class="person-you"> ({sessionWords.you})</span>}
        </span>
        <span class="person-note">
          {presence !== 'here' ? presenceWords[presence] : typing && !me ? <TypingDots /> : note}
        </span>
      </span>
      {aside && <span class="person-aside">{aside}</span>}
    </div>
  );
}

function TypingDots() {
  return (
    <span class="typing">
      {presenceWords.typing}
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
    </span>
  );
}
