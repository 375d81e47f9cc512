// People as a list: picture, name, and what there is to say about each.
import type { ComponentChildren } from 'preact';
import { useLive } from '../app/live.ts';
import type { Member, MemberPresence } from '../protocol.ts';
import { useSteady } from '../tables/steady.ts';
import { presenceWords } from '../words/design.ts';
import { sessionWords } from '../words/session.ts';
import { Avatar, type Presence } from './avatar.tsx';
import './people.css';

/** Somebody whose browser is connected is here; else the server's word counts. `told`: what was whispered of them. */
export function presenceOf(member: Member, told: MemberPresence | undefined): Presence {
  if (member.attendance === 'left' || member.attendance === 'removed') return 'gone';
  return told?.here ? 'here' : 'away';
}

/** Of anybody; whoever asks is drawn again when anybody comes, goes or types. */
export function usePresence(): (member: Member) => Presence {
  const present = useLive().presence.value;
  return (member) => presenceOf(member, present.get(member.id));
}

/** Of one person; drawn again only when they come, go or type. */
export function usePresenceOf(member: Member): { presence: Presence; typing: boolean } {
  const live = useLive();
  const told = useSteady(() => live.presence.value.get(member.id), [live, member.id]);
  const presence = presenceOf(member, told);
  return { presence, typing: presence === 'here' && told?.typing === true };
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
  const { presence, typing } = usePresenceOf(member);
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
