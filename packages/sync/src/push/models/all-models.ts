import type { PushModelName } from '@branch-sync/db';
import type { PushModel } from '../push-model.ts';
import { accountTax } from './account-tax.ts';
import { posPaymentMethod } from './pos-payment-method.ts';
import { productProduct } from './product-product.ts';
import { resPartner } from './res-partner.ts';

/** What can be pushed, each before what refers to it. */
export const allPushModels: readonly PushModel[] = [accountTax, productProduct, resPartner, posPaymentMethod];

/** The model of this name. */
export function pushModelOf(name: PushModelName): PushModel {
  const found = allPushModels.find(({ model }) => model === name);
  if (found === undefined) throw new Error(`Nothing is known of how to push ${name}.`);
  return found;
}
