import type { MasterDataInput } from '@branch-sync/contract';

export type ModelSelection = MasterDataInput['models'][number];
export type PushModel = ModelSelection['model'];
export type FieldName = NonNullable<ModelSelection['fields']>[number];

/** A model that a branch can take: what people call it, what of it is carried, and what it can be chosen by. */
export interface PushModelWords {
  readonly model: PushModel;
  readonly name: string;
  readonly tell: string;
  /** Fields by the API's names; the name itself always goes along. */
  readonly fields: readonly (readonly [FieldName, string])[];
  readonly hasCategories: boolean;
  readonly tags: 'product.tag' | 'res.partner.category' | null;
}

/** In the order in which they are pushed: products name taxes. */
export const pushModels: readonly PushModelWords[] = [
  {
    model: 'account.tax',
    name: 'Taxes',
    tell: 'Sales taxes, but those that are made of others.',
    fields: [
      ['use', 'Use'],
      ['kind', 'Kind'],
      ['amount', 'Amount'],
      ['included', 'Included in the price'],
      ['affects_next', 'Affects the next taxes'],
      ['active', 'Archived or not'],
    ],
    hasCategories: false,
    tags: null,
  },
  {
    model: 'product.product',
    name: 'Products',
    tell: 'What can be sold; each variant becomes a product of its own.',
    fields: [
      ['reference', 'Reference'],
      ['barcode', 'Barcode'],
      ['price', 'Price'],
      ['cost', 'Cost'],
      ['type', 'Type'],
      ['unit', 'Unit of measure'],
      ['category', 'Category'],
      ['taxes', 'Taxes'],
      ['in_pos', 'Shown at the till'],
      ['pos_categories', 'Till categories'],
      ['image', 'Image'],
      ['active', 'Archived or not'],
    ],
    hasCategories: true,
    tags: 'product.tag',
  },
  {
    model: 'res.partner',
    name: 'Customers',
    tell: 'Customers of their own, without the addresses of others.',
    fields: [
      ['is_company', 'Company or person'],
      ['vat', 'VAT number'],
      ['email', 'E-mail'],
      ['phone', 'Phone'],
      ['reference', 'Reference'],
      ['street', 'Street'],
      ['street2', 'Second line'],
      ['zip', 'Postcode'],
      ['city', 'City'],
      ['country', 'Country'],
      ['active', 'Archived or not'],
    ],
    hasCategories: false,
    tags: 'res.partner.category',
  },
  {
    model: 'pos.payment.method',
    name: 'Payment methods',
    tell: 'Ways to pay at the till.',
    fields: [
      ['journal', 'Journal'],
      ['asks_customer', 'Asks for the customer'],
      ['active', 'Archived or not'],
    ],
    hasCategories: false,
    tags: null,
  },
];

/** All that a model is chosen by, before anything is. */
export const allOf = (model: PushModel): ModelSelection => ({ model, fields: null, categoryIds: [], tagIds: [], conditions: [] });

/** What a branch takes with a model put in, changed, or (null) left out; models keep the order in which they are pushed. */
export function withModel(
  models: readonly ModelSelection[],
  model: PushModel,
  selection: ModelSelection | null,
): ModelSelection[] {
  const others = models.filter((one) => one.model !== model);
  const all = selection === null ? others : [...others, selection];
  return pushModels.flatMap((known) => all.filter((one) => one.model === known.model));
}
