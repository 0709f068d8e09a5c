import type { OdooClient } from '@branch-sync/odoo';
import { quietly } from '../../loading/load-records.ts';
import { asCarried } from '../carried-value.ts';
import { type PushKey, type PushModel, sameField, textOf, type UpdatedRecord } from '../push-model.ts';

/** Products (product.product): a variant of central's becomes a product of its own in the branch. */
export const productProduct: PushModel = {
  model: 'product.product',
  externalName: 'product',
  domain: [['sale_ok', '=', true]],
  remoteDomain: [],
  fields: [
    // With the variant's attributes, without the reference: asked in the context `display_default_code: false`.
    {
      ...sameField('name', 'text', 'name', { isOfTemplate: true }),
      central: ['display_name'],
      remote: [{ read: 'display_name', column: 'name' }],
    },
    sameField('reference', 'text', 'default_code'),
    sameField('barcode', 'text', 'barcode'),
    {
      ...sameField('price', 'number', 'lst_price', { isOfTemplate: true, money: 'price' }),
      remote: [{ read: 'lst_price', column: 'list_price' }],
    },
    sameField('cost', 'number', 'standard_price', { byDefault: false, money: 'cost' }),
    {
      ...sameField('type', 'text', 'type', {
        isOfTemplate: true,
        otherChoice: (value) => (value === 'product' ? 'consu' : null),
      }),
      remote: [
        { read: 'detailed_type', column: 'detailed_type' },
        { read: 'type', column: 'type' },
      ],
    },
    sameField('unit', 'one', 'uom_id', { refersTo: 'uom.uom', isOfTemplate: true }),
    sameField('category', 'one', 'categ_id', { refersTo: 'product.category', isOfTemplate: true }),
    sameField('taxes', 'many', 'taxes_id', { refersTo: 'account.tax', isOfTemplate: true }),
    sameField('in_pos', 'flag', 'available_in_pos', { isOfTemplate: true }),
    {
      ...sameField('pos_categories', 'many', 'pos_categ_ids', {
        refersTo: 'pos.category',
        leavesOutMissing: true,
        isOfTemplate: true,
      }),
      // Up to 16 a product is in one of them at the most.
      central: ['pos_categ_ids', 'pos_categ_id'],
      remote: [
        { read: 'pos_categ_ids', column: 'pos_categ_ids/.id' },
        { read: 'pos_categ_id', column: 'pos_categ_id/.id' },
      ],
    },
    sameField('image', 'text', 'image_1920', { byDefault: false, isImage: true, isOfTemplate: true }),
    sameField('active', 'flag', 'active'),
  ],
  keys: [keyOf('barcode', 'barcode'), keyOf('reference', 'default_code')],
  unique: [{ field: 'barcode', code: 'push.barcode_taken' }],
  heldByTills: null,
  alsoRead: { product_variant_count: 'number', product_tmpl_id: 'one' },
  afterUpdate: archiveTemplates,
  grant: 'Product / Creation',
  tagField: 'all_product_tag_ids',
  categoryField: 'categ_id',
  searched: ['name', 'default_code', 'barcode'],
  pageSize: 500,
};

/** Odoo leaves the template of a variant as it was, archived or not, and tills show templates. */
async function archiveTemplates(client: OdooClient, updated: readonly UpdatedRecord[], signal: AbortSignal): Promise<void> {
  const changed = updated.flatMap(({ remote, isShared, fields }) => {
    const active = fields.find(({ field, state }) => field.name === 'active' && state === 'write');
    const template = asCarried(remote?.['product_tmpl_id']);
    return isShared || active === undefined || typeof template !== 'number'
      ? []
      : [{ template, isActive: active.wanted === true }];
  });
  for (const isActive of [true, false]) {
    const ids = changed.filter((one) => one.isActive === isActive).map(({ template }) => template);
    if (ids.length === 0) continue;
    await client.call('product.template', 'write', { ids, named: { vals: { active: isActive } }, context: quietly, signal });
  }
}

function keyOf(name: string, field: string): PushKey {
  return {
    name,
    fields: { [field]: 'text' },
    of: (row) => textOf(row, field)?.trim() ?? null,
    search: (rows) => [[field, 'in', rows.flatMap((row) => textOf(row, field) ?? [])]],
  };
}
