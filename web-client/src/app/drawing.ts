// When Preact draws: once before the browser shows its next picture, whatever came in since the last. A console is told of
// fifty changes a second, and on a slow machine drawing each of them would fall behind further and further.
import { options } from 'preact';

/** A page that nobody sees shows no pictures; it is drawn now and then all the same, for whoever listens to it. */
const unseenMs = 100;

export function drawOncePerPicture(): void {
  options.debounceRendering = (draw) => {
    const once = () => {
      cancelAnimationFrame(picture);
      clearTimeout(unseen);
      draw();
    };
    const picture = requestAnimationFrame(once);
    const unseen = setTimeout(once, unseenMs);
  };
}
