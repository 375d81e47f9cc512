// Debian's Chromium, and people in it: each person is a context of their own, as on a machine of their own.
import { chromium } from 'playwright-core';

const arguments_of_chromium = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// How long anything that is waited for may take on a busy machine; not a promise about speed.
export const patience_ms = 60_000;

export const sizes = {
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
  desktop: { width: 1280, height: 800 },
};

export function launchBrowser(flags = []) {
  return chromium.launch({
    executablePath: process.env.REPRISE_CHROMIUM ?? '/usr/bin/chromium',
    args: [...arguments_of_chromium, ...flags],
  });
}

// A person's page, with all that went wrong on it (`troubles`: errors, dialogs, refused content) and all that their
// browser was told over the WebSocket (`heard`) and said (`spoken`), as parsed frames in order.
export async function arrive(browser, name, { size = sizes.desktop, scheme = 'light', options = {} } = {}) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(patience_ms);
  const troubles = [];
  const person = {
    name,
    scheme,
    context,
    page: null,
    troubles,
    heard: [],
    spoken: [],
    leave: () => context.close(),
  };

  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`refused content: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const watch = (page) => {
    page.on('dialog', async (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('pageerror', (error) => troubles.push(`error: ${error.stack ?? error}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !is_lost_network(message.text()))
        troubles.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      const refused_by_design = response.url().includes('/api/');
      if (response.status() >= 400 && !refused_by_design)
        troubles.push(`${response.status()} for ${response.url()}`);
    });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => person.heard.push(String(payload)));
      socket.on('framesent', ({ payload }) => person.spoken.push(String(payload)));
    });
  };
  context.on('page', watch);
  person.page = await context.newPage();
  return person;
}

// Chromium reports every connection that fails as an error of the page; those are the point of some tests.
function is_lost_network(text) {
  return /WebSocket connection to|net::ERR_|Failed to load resource/.test(text);
}

// Waits until look() gives something true, and gives that. Never a fixed pause: only a condition, looked at often.
export async function until(look, what, ms = patience_ms) {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 15));
  }
}
