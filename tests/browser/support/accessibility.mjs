// What axe finds, said so that it can be mended.
import { AxeBuilder } from '@axe-core/playwright';
import { sizes } from './browser.mjs';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Even a transition of a millisecond can be caught half way; and what inherits a colour begins its own when the one above has
// ended, so it takes as many rounds as there are levels; more than twenty are not colours that settle.
function colours_have_settled(page) {
  const settled = async () => {
    for (let still = 0, rounds = 0; still < 2 && rounds < 20; ++rounds) {
      await new Promise((picture) => requestAnimationFrame(picture));
      const under_way = document.getAnimations().filter((each) => each instanceof CSSTransition);
      still = under_way.length === 0 ? still + 1 : 0;
    }
    return true;
  };
  return page.evaluate(settled);
}

async function findings(page, where) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap((rule) =>
    rule.nodes.map(
      (node) => `${where}: ${rule.id} (${rule.impact}): ${node.target.join(' ')}\n    ${node.failureSummary}`,
    ),
  );
}

// Things wider than the window, at the narrowest that WCAG 1.4.10 asks for.
async function overflow(page, where) {
  return page.evaluate((at) => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return wide > 0 ? [`${at}: the page is ${wide} px wider than the window`] : [];
  }, where);
}

// Controls whose middle lies under another control: nobody can press them with a pointer.
async function covered(page, where) {
  return page.evaluate((at) => {
    const pressed = 'button, a[href], input, select, textarea, summary';
    const scope = document.querySelector('dialog[open]') ?? document;
    const found = [];
    for (const control of scope.querySelectorAll(pressed)) {
      if (!control.checkVisibility() || control.matches('input[type=radio], .skip-link')) continue;
      control.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = control.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + height / 2)?.closest(pressed);
      if (over && over !== control && !control.contains(over) && !over.contains(control)) {
        found.push(`${at}: "${over.innerText}" covers ${control.outerHTML.slice(0, 160)}`);
      }
    }
    scrollTo(0, 0);
    return found;
  }, where);
}

// Whether a screen reader is told these words now: they are in a live region of Chromium's own tree for screen readers, from
// which everything outside a modal dialog is left out.
export async function can_be_heard({ context, page }, text) {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const by_id = new Map(nodes.map((node) => [node.nodeId, node]));
  const says = (node) =>
    node !== undefined &&
    ((!node.ignored && node.name?.value.includes(text)) ||
      (node.childIds ?? []).some((id) => says(by_id.get(id))));
  return nodes.some((node) => !node.ignored && ['status', 'alert'].includes(node.role?.value) && says(node));
}

// Every finding on this screen in both colour schemes, and at the narrowest width. Leaves the page as it was.
export async function inspect(person, name) {
  const { page } = person;
  const size = page.viewportSize();
  const found = [];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await colours_have_settled(page);
    found.push(...(await findings(page, `${name}, ${scheme}`)));
  }
  found.push(...(await covered(page, name)));
  await page.setViewportSize(sizes.small);
  found.push(
    ...(await findings(page, `${name}, 320 px`)),
    ...(await overflow(page, `${name}, 320 px`)),
    ...(await covered(page, `${name}, 320 px`)),
  );
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: person.scheme, reducedMotion: 'reduce' });
  return found;
}
