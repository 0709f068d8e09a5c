import { accessError, OPERATIONS, type Operation } from '../orm/access.ts';
import { OdooFault } from '../orm/fault.ts';
import { type FieldDefinition, isToMany } from '../orm/field.ts';
import type { WireStruct, WireValue } from '../orm/value.ts';
import type { Method } from './method.ts';

export const fieldsGet: Method = {
  parameters: ['allfields', 'attributes'],
  isOnRecords: false,
  needs: [],
  run: (env, model, args) => {
    const wanted = new Set(args.strings('allfields'));
    const attributes = new Set(args.strings('attributes'));
    const described: WireStruct = {};
    for (const field of env.database.model(model).fields.values()) {
      if (wanted.size === 0 || wanted.has(field.name)) described[field.name] = describeField(field, attributes);
    }
    return described;
  },
};

function describeField(field: FieldDefinition, attributes: ReadonlySet<string>): WireStruct {
  const whole: WireStruct = {
    type: field.type,
    string: field.string,
    required: field.required,
    readonly: field.readonly,
    store: field.store,
    name: field.name,
    ...(field.relation === null ? {} : { relation: field.relation }),
    ...(field.inverse === null ? {} : { relation_field: field.inverse }),
    ...(field.selection === null ? {} : { selection: field.selection.map((pair): WireValue => [...pair]) }),
    ...(field.type === 'float' ? { digits: field.digits === null ? false : [...field.digits] } : {}),
    ...(field.relation === null || !isToMany(field) ? {} : { domain: [] }),
  };
  if (attributes.size === 0) return whole;
  return Object.fromEntries(Object.entries(whole).filter(([name]) => attributes.has(name)));
}

export const checkAccessRights: Method = {
  parameters: ['operation', 'raise_exception'],
  isOnRecords: false,
  needs: [],
  run: (env, model, args) => {
    const operation = operationOf(args.string('operation'));
    const isAllowed = env.database.access.isAllowed(env.database.groupsOf(env.uid), model, operation);
    const raises = !args.has('raise_exception') || args.value('raise_exception', false) === true;
    if (!isAllowed && raises) throw accessError(model, env.database.model(model).description, operation);
    return isAllowed;
  },
};

export const hasAccess: Method = {
  parameters: ['operation'],
  isOnRecords: true,
  needs: [],
  since: 19,
  run: (env, model, args) =>
    env.database.access.isAllowed(env.database.groupsOf(env.uid), model, operationOf(args.string('operation'))),
};

function operationOf(name: string): Operation {
  const operation = OPERATIONS.find((one) => one === name);
  if (!operation) throw new OdooFault('ValueError', `Invalid operation '${name}'`);
  return operation;
}

/** `has_group([uid], 'module.group')`; before 18 a method of the model: `has_group('module.group')`. */
export const hasGroup: Method = {
  parameters: ['group_ext_id'],
  isOnRecords: true,
  needs: [],
  model: 'res.users',
  run: (env, _model, args) => {
    const asked = args.string('group_ext_id') || args.strings('ids')[0] || '';
    const uid = args.ids()[0] ?? env.uid;
    return env.database.groupsOf(uid).has(asked);
  },
};

export const contextGet: Method = {
  parameters: [],
  isOnRecords: false,
  needs: [],
  model: 'res.users',
  run: (env) => {
    const user = env.database.user(env.uid);
    return { lang: user?.lang || false, tz: user?.tz || false, uid: env.uid };
  },
};
