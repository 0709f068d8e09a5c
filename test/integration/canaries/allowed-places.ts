import type { PersonalCanary } from './canaries.ts';

/** Mappings are about what is called how: customers and cashiers of a branch stand in them by name, customers by what they are recognized by as well. */
const mappings = ['viewer: GET /api/branches/:code/mappings', 'viewer: GET /api/branches/:code/mappings.csv'];
const failureAnswers = ['viewer: GET /api/failures', 'viewer: GET /api/failures/:id'];
/** Records of central are chosen by name, and told from their twins by what else they are known by. */
const chosen = 'viewer: GET /api/central/records';
/** What was pushed, field by field, and what could be. */
const pushed = [
  'operator: GET /api/branches/:code/records',
  'push_results.fields',
  'viewer: GET /api/runs/:id/records',
  'viewer: GET /api/runs/:id/records.csv',
];

/** An order as both Odoos have it, for those who compare them. */
const sides = 'viewer: GET /api/branches/:code/orders/:id/sides';

/**
 * Where what is about a person may stand, and does. No log, no job and no command is among them. What is new here wants a reason: can an id, or a length,
 * not do?
 */
export const allowedPlaces: Readonly<Record<PersonalCanary, readonly string[]>> = {
  customerName: [
    ...mappings,
    'operator: GET /api/branches/:code/mappings/suggestions',
    'remote_records.name',
    chosen,
    sides,
    // Central's record of the same name, once we made it there.
    'links.central_name',
  ],
  customerVat: ['viewer: GET /api/branches/:code/mappings.csv', 'remote_records.keys', chosen],
  customerEmail: [chosen],
  customerPhone: [],
  customerStreet: [],
  orderNote: [sides],
  lineNote: [sides],
  // A cashier without a salesperson is a warning that names him: the shop knows him by his name.
  cashierName: [
    ...mappings,
    ...failureAnswers,
    sides,
    'viewer: GET /api/failures/groups',
    'viewer: GET /api/failures/groups/:group',
    'failures.fingerprint',
    'failures.message',
    'failures.title',
    'remote_records.name',
  ],
  // A conflict is decided by who it is about, and by both values.
  pushedName: [
    ...mappings,
    ...pushed,
    ...failureAnswers,
    chosen,
    'failures.message',
    'failures.payload',
    'links.central_name',
    'push_results.message',
    'push_results.name',
  ],
  pushedEmail: [...pushed, chosen],
  pushedPhone: [...pushed, ...failureAnswers, 'failures.payload'],
  pushedVat: [...pushed, chosen],
};
