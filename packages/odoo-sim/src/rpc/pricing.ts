import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { idOf, isSet, numberOf, type Row, textOf } from '../orm/value.ts';
import type { Method } from './method.ts';

/** `get_contextual_price` of one product: the context names the pricelist. Rules for one product or for all, of a fixed price or a percentage. */
export const getContextualPrice: Method = {
  parameters: [],
  isOnRecords: true,
  needs: ['read'],
  since: 19,
  model: 'product.product',
  run: (env, model, args) => {
    const [id = 0, ...others] = args.ids();
    const product = env.database.table(model).get(id);
    if (others.length > 0 || product === undefined)
      throw new OdooFault('ValueError', `Expected singleton: ${model}(${args.ids().join(', ')})`);
    const listPrice = numberOf(product, 'lst_price');
    const rule = ruleOf(env, Number(env.context['pricelist'] ?? 0), id);
    if (rule === undefined) return listPrice;
    if (textOf(rule, 'compute_price') === 'percentage') return listPrice * (1 - numberOf(rule, 'percent_price') / 100);
    return numberOf(rule, 'fixed_price');
  },
};

/** The rule for the product itself, else the one for all; of several the newest. */
function ruleOf(env: Environment, pricelistId: number, productId: number): Row | undefined {
  const rules = env.database.table('product.pricelist.item');
  const now = env.transaction.startedAt;
  const inForce = rules
    .ids()
    .flatMap((id) => rules.get(id) ?? [])
    .filter((rule) => idOf(rule, 'pricelist_id') === pricelistId)
    .filter((rule) => !isSet(textOf(rule, 'date_start')) || textOf(rule, 'date_start') <= now)
    .filter((rule) => !isSet(textOf(rule, 'date_end')) || textOf(rule, 'date_end') >= now)
    .reverse();
  return (
    inForce.find((rule) => idOf(rule, 'product_id') === productId) ?? inForce.find((rule) => idOf(rule, 'product_id') === null)
  );
}
