import { checkAccessRights, contextGet, fieldsGet, hasAccess, hasGroup } from './about.ts';
import { formattedReadGroup, readGroup } from './grouping.ts';
import { load } from './loading.ts';
import type { Method } from './method.ts';
import { getContextualPrice } from './pricing.ts';
import { getExternalId, nameSearch, read, searchCount, searchMethod, searchRead } from './reading.ts';
import { create, unlink, write } from './writing.ts';

/** The public methods, by name. */
export const METHODS: ReadonlyMap<string, Method> = new Map([
  ['check_access_rights', checkAccessRights],
  ['context_get', contextGet],
  ['create', create],
  ['fields_get', fieldsGet],
  ['formatted_read_group', formattedReadGroup],
  ['get_contextual_price', getContextualPrice],
  ['get_external_id', getExternalId],
  ['has_access', hasAccess],
  ['has_group', hasGroup],
  ['load', load],
  ['name_search', nameSearch],
  ['read', read],
  ['read_group', readGroup],
  ['search', searchMethod],
  ['search_count', searchCount],
  ['search_read', searchRead],
  ['unlink', unlink],
  ['write', write],
]);
