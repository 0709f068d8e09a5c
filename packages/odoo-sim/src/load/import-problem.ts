import type { WireStruct, WireValue } from '../orm/value.ts';

/** What is wrong with a cell. `message` holds `%(field)s` where Odoo names the field; lines put their own field's label behind it. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
  readonly moreinfo: WireValue;

  constructor(message: string, moreinfo: WireValue = null) {
    super(message);
    this.moreinfo = moreinfo;
  }

  /** The same problem seen from the record that owns the line: `Order Lines/Product`. */
  within(label: string): ImportProblem {
    return new ImportProblem(this.message.replace('%(field)s', `%(field)s/${label}`), this.moreinfo);
  }
}

/** `moreinfo` of a record that was not found: the action that lists the possible ones (recorded). */
export function possibleValues(model: string, isExternal: boolean): WireStruct {
  return {
    name: 'Possible Values',
    type: 'ir.actions.act_window',
    target: 'new',
    view_mode: 'list,form',
    views: [
      [false, 'list'],
      [false, 'form'],
    ],
    context: { create: false },
    help: 'See all possible values',
    res_model: isExternal ? 'ir.model.data' : model,
    ...(isExternal ? { domain: [['model', '=', model]] } : {}),
  };
}
