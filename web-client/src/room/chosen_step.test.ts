// @vitest-environment happy-dom
import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { chooseStep, chosenStep } from './chosen_step.ts';

test('a choice is kept by session and attempt, and outlives the page', () => {
  chooseStep('s1', 401, 501);
  expect(chosenStep('s1', 401)).toBe(501);
  expect(chosenStep('s1', 402)).toBeUndefined();
  expect(chosenStep('s2', 401)).toBeUndefined();
  expect(localStorage.getItem('reprise.step.s1.401')).toBe('501');
});

test('what was chosen before the page was loaded is known', () => {
  localStorage.setItem('reprise.step.s3.401', '502');
  expect(chosenStep('s3', 401)).toBe(502);
  localStorage.setItem('reprise.step.s3.402', 'nonsense');
  expect(chosenStep('s3', 402)).toBeUndefined();
});

test('whoever shows it hears of a change of mind', () => {
  const seen: (number | undefined)[] = [];
  const stop = effect(() => {
    seen.push(chosenStep('s4', 401));
  });
  chooseStep('s4', 401, 1);
  chooseStep('s4', 401, 2);
  stop();
  expect(seen).toEqual([undefined, 1, 2]);
});
