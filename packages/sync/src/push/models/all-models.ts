import type { MasterData } from '@branch-sync/db';
import type { PushModel } from '../push-model.ts';
import { accountTax } from './account-tax.ts';
import { posPaymentMethod } from './pos-payment-method.ts';
import { productProduct } from './product-product.ts';
import { resPartner } from './res-partner.ts';

/** What can be pushed, each before what refers to it. */
export const allPushModels: readonly PushModel[] = [accountTax, productProduct, resPartner, posPaymentMethod];

/** Those of them that a branch takes. */
export function pushedModels({ models }: Pick<MasterData, 'models'>): readonly PushModel[] {
  return allPushModels.filter(({ model }) => models.some((one) => one.model === model));
}
