import type { PushModel } from '../push-model.ts';
import { accountTax } from './account-tax.ts';
import { posPaymentMethod } from './pos-payment-method.ts';
import { productProduct } from './product-product.ts';
import { resPartner } from './res-partner.ts';

/** What can be pushed, each before what refers to it. */
export const allPushModels: readonly PushModel[] = [accountTax, productProduct, resPartner, posPaymentMethod];
