// Getting about with nothing but the keyboard, and seeing where one is.
import assert from 'node:assert/strict';

const tabs_max = 150;

// Goes with Tab until this element has the focus, as somebody would who cannot point at it. Everything that is passed on
// the way has to show that it has the focus.
export async function reach(page, target, what) {
  await target.waitFor();
  for (let pressed = 0; pressed <= tabs_max; ++pressed) {
    if (
      await target.evaluate(
        (element) =>
          element === document.activeElement ||
          (element.contains(document.activeElement) && element.matches('label')),
      )
    )
      return;
    await page.keyboard.press('Tab');
    assert.equal(await focus_is_hidden(page), '', `the focus can be seen on the way to ${what}`);
  }
  throw new Error(`${what} cannot be reached with Tab`);
}

// "" when the element with the focus shows it; else its markup. Controls that are drawn by a neighbour count with it.
function focus_is_hidden(page) {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused === document.documentElement) return '';
    const family = [
      focused,
      focused.parentElement,
      focused.nextElementSibling,
      ...focused.querySelectorAll(':scope > *'),
    ];
    const shows = (element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    return family.filter(Boolean).some(shows) ? '' : focused.outerHTML.slice(0, 200);
  });
}

export async function press(page, target, what, key = 'Enter') {
  await reach(page, target, what);
  await page.keyboard.press(key);
}

export async function type(page, target, what, text) {
  await reach(page, target, what);
  await page.keyboard.type(text);
}

// What a screen reader was told without moving, since the page was loaded. Needs listen() before the page is opened.
export async function listen(person) {
  person.told = [];
  await person.context.exposeBinding('reprise_test_told', (_, text) => person.told.push(text));
  await person.context.addInitScript(() => {
    const watch = () =>
      new MutationObserver(() => {
        for (const region of document.querySelectorAll('[data-announcer]')) {
          if (region.textContent) window.reprise_test_told(region.textContent);
        }
      }).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
    if (document.documentElement) watch();
    else addEventListener('DOMContentLoaded', watch);
  });
}
