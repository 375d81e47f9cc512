// What a facilitator does to the rounds while they run (P5): for one room, or for all of them.
import { Button } from '../design/button.tsx';
import type { MenuItem } from '../design/menu.tsx';
import type { Room, Steering, Timer } from '../protocol.ts';
import { steeringWords } from '../words/console_rounds.ts';
import { type Steer, useSteering } from './steering.ts';

export interface SteerControlsProps {
  room: number;
  /** Said with each button, for those who do not see where it is. */
  place: string;
  clock: Timer | undefined;
  /** Nothing has begun, or all is done: there is nothing to steer. */
  idle?: boolean;
}

export function SteerControls({ room, place, clock, idle = false }: SteerControlsProps) {
  const steer = useSteering(room);
  const words = steeringWords.steer;
  const named = (what: string) => `${what}: ${place}`;
  const does = (how: Steering) => ({ busy: steer.busy(how), onClick: () => steer(how) });
  return (
    <fieldset class="timer-controls" aria-label={place}>
      {!idle && (
        <>
          <Button size="s" icon="back" iconOnly title={words.back} {...does('back')}>
            {named(words.back)}
          </Button>
          <Button size="s" icon="again" iconOnly title={words.repeat} {...does('repeat')}>
            {named(words.repeat)}
          </Button>
          {clock && clock.state === 'paused' && (
            <Button size="s" look="now" icon="play" iconOnly title={words.resume} {...does('resume')}>
              {named(words.resume)}
            </Button>
          )}
          {clock && clock.state !== 'paused' && (
            <Button size="s" icon="pause" iconOnly title={words.pause} {...does('pause')}>
              {named(words.pause)}
            </Button>
          )}
          <Button size="s" icon="arrow" iconOnly title={words.skip} {...does('skip')}>
            {named(words.skip)}
          </Button>
          {clock && (
            <>
              <Button
                size="s"
                title={words.extend30}
                aria-label={named(words.extend30)}
                onClick={() => steer('extend', 30)}
              >
                {words.short30}
              </Button>
              <Button
                size="s"
                title={words.extend60}
                aria-label={named(words.extend60)}
                onClick={() => steer('extend', 60)}
              >
                {words.short60}
              </Button>
            </>
          )}
        </>
      )}
    </fieldset>
  );
}

/** The same for one room, as entries of its menu. */
export function steerItems(room: Room, clock: Timer | undefined, steer: Steer): (MenuItem | false)[] {
  const words = steeringWords.steer;
  const running = room.step !== 'done' && room.step !== 'waiting';
  return [
    running &&
      clock?.state === 'paused' && { label: words.resume, icon: 'play', onChoose: () => steer('resume') },
    running &&
      clock?.state === 'running' && { label: words.pause, icon: 'pause', onChoose: () => steer('pause') },
    running &&
      clock !== undefined && { label: words.extend60, icon: 'plus', onChoose: () => steer('extend', 60) },
    running && { label: words.skip, icon: 'arrow', onChoose: () => steer('skip') },
    running && { label: words.repeat, icon: 'again', onChoose: () => steer('repeat') },
    running && { label: words.back, icon: 'back', onChoose: () => steer('back') },
  ];
}
