// When Preact draws: once before the browser shows its next picture, whatever came in since the last. A console is told of
// fifty changes a second, and on a slow machine drawing each of them would fall behind further and further.
import { options } from 'preact';

/** A page that nobody sees shows no pictures; it is drawn now and then all the same, for whoever listens to it. */
const unseenMs = 100;

/**
 * What comes before a person changes something: the handler that follows must know what the one before it has changed, however
 * slow the pictures are. Not the change itself (input, click): by then the element has it, and drawing would take it back.
 */
const beforeChanges = ['beforeinput', 'keydown', 'pointerdown', 'focusin', 'focusout', 'dragstart', 'drop'];

export function drawOncePerPicture(): void {
  let waiting: (() => void) | undefined;
  const drawNow = () => waiting?.();
  options.debounceRendering = (draw) => {
    const once = () => {
      cancelAnimationFrame(picture);
      clearTimeout(unseen);
      waiting = undefined;
      draw();
    };
    const picture = requestAnimationFrame(once);
    const unseen = setTimeout(once, unseenMs);
    waiting = once;
  };
  for (const each of beforeChanges) addEventListener(each, drawNow, { capture: true });
}
