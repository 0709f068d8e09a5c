import { type PushKey, type PushModel, sameField, textOf } from '../push-model.ts';

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
  grant: 'Product / Creation',
  tagField: 'all_product_tag_ids',
  categoryField: 'categ_id',
  searched: ['name', 'default_code', 'barcode'],
  pageSize: 500,
};

function keyOf(name: string, field: string): PushKey {
  return {
    name,
    fields: { [field]: 'text' },
    of: (row) => textOf(row, field)?.trim() ?? null,
    search: (rows) => [[field, 'in', rows.flatMap((row) => textOf(row, field) ?? [])]],
  };
}
