import { createRecord } from '../orm/create.ts';
import { unlinkRecords } from '../orm/unlink.ts';
import { isStruct } from '../orm/value.ts';
import { writeRecords } from '../orm/write.ts';
import type { Method } from './method.ts';
import { toDraft } from './to-draft.ts';

export const create: Method = {
  parameters: ['vals_list'],
  isOnRecords: false,
  needs: ['create'],
  run: (env, model, args) => {
    const given = args.required('vals_list');
    if (Array.isArray(given))
      return given.filter(isStruct).map((values) => createRecord(env, model, toDraft(env, model, values, null)));
    return createRecord(env, model, toDraft(env, model, isStruct(given) ? given : {}, null));
  },
};

export const write: Method = {
  parameters: ['vals'],
  isOnRecords: true,
  needs: ['write'],
  run: (env, model, args) => {
    const ids = args.ids();
    for (const id of ids) writeRecords(env, model, [id], toDraft(env, model, args.struct('vals'), id));
    return true;
  },
};

export const unlink: Method = {
  parameters: [],
  isOnRecords: true,
  needs: ['unlink'],
  run: (env, model, args) => {
    unlinkRecords(env, model, args.ids());
    return true;
  },
};
