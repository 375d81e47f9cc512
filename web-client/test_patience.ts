// Waiting for a condition on the screen ends when it holds; how long it may take is for a machine with other work to do.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/preact');
  configure({ asyncUtilTimeout: 15_000 });
}

export {};
