import { describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { feature } from '../stories/stage_fixtures.ts';
import { featuresBehind, featuresBy, featuresOnWall } from './stage_views.ts';
import { Tables } from './tables.ts';

describe('what was named', () => {
  const rows = new Tables();
  rows.apply(
    f.put(
      'feature',
      feature(1, f.amara, 4, 'later'),
      feature(2, f.amara, 1, 'sooner', { shown: true }),
      feature(3, f.ben, 2, 'another’s', { shown: true }),
      feature(4, f.ben, 3, 'grouped', { shown: true, criterion: f.criteria[0]!.id }),
    ),
  );
  const texts = (all: { text: string }[]) => all.map((each) => each.text);

  test('by oneself is in the order of the exemplar', () => {
    expect(texts(featuresBy(rows, f.amara))).toEqual(['sooner', 'later']);
  });

  test('stands on the wall, or behind a criterion, and never in both', () => {
    expect(texts(featuresOnWall(rows))).toEqual(['sooner', 'another’s']);
    expect(texts(featuresBehind(rows, f.criteria[0]!.id))).toEqual(['grouped']);
  });
});
