// What a component draws from tables of which most rows are none of its business.
import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { alike } from './alike.ts';

/** Worked out whenever something that it reads has changed; whoever reads it hears only of what says something else. */
export function steady<Value>(from: () => Value): ReadonlySignal<Value> {
  let kept: { value: Value } | undefined;
  return computed(() => {
    const value = from();
    if (!kept || !alike(kept.value, value)) kept = { value };
    return kept.value;
  });
}

/** The same for a component, which is drawn again only then. `deps`: what `from` uses that is not a signal. */
export function useSteady<Value>(from: () => Value, deps: readonly unknown[]): Value {
  return useMemo(() => steady(from), deps).value;
}
