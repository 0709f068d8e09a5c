import type { Bench } from '../bench.ts';
import type { Part } from '../part.ts';
import { createOneByOne } from './naive-push.ts';
import { pushFigures } from './push-figures.ts';
import { measurePushes } from './push-speed.ts';

interface PushPlan {
  readonly products: number;
  /** A sample of the way that it is held against: there each product takes as long as the one before. */
  readonly naiveProducts: number;
}

const fullPlan: PushPlan = { products: 10_000, naiveProducts: 500 };
const quickPlan: PushPlan = { products: 1_000, naiveProducts: 30 };

export const pushPart: Part = {
  name: 'push',
  summary:
    'products a second where all, a twentieth and none are new, calls and writes, beside creating one by one; three minutes',
  measure: (bench, { isQuick }) => measureAll(bench, isQuick ? quickPlan : fullPlan),
};

async function measureAll(bench: Bench, { products, naiveProducts }: PushPlan) {
  bench.tell(`Push: ${products} products through queue and worker, to an Odoo as slow as a real one.`);
  const pushes = await measurePushes(bench, products);
  bench.tell(`The naive way: ${naiveProducts} products, read and created one by one.`);
  return pushFigures(pushes, await createOneByOne(bench, naiveProducts));
}
