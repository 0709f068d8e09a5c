import type { CatalogueEntry } from './texts.ts';

/**
 * What can go wrong on the way to an Odoo database, the same for central and for a branch. `{place}` reads
 * `Branch B1 "Harbour" (pos.example)` or `Central (odoo.example)`; `{detail}` is Odoo's or the network's own last line.
 */
export const connectionTexts = {
  unreachable: {
    class: 'transient',
    message: '{place} does not answer: {detail}',
    fix: 'Nothing to do if the line is down: it is tried again by itself. Else check the URL, and that Odoo and its proxy run.',
  },
  dns: {
    class: 'transient',
    message: '{place} cannot be found: its host name has no address.',
    fix: 'Check the host in the connection for a typing error; check the name server of the machine that runs branch-sync.',
  },
  tls: {
    class: 'permanent',
    message: '{place} has a certificate that is not trusted: {detail}',
    fix: 'Renew the certificate, or give Node the shop’s own authority with NODE_EXTRA_CA_CERTS.',
  },
  timeout: {
    class: 'transient',
    message: '{place} took too long to answer: {detail}',
    fix: 'It is tried again by itself. If it happens often, look at the load of that Odoo, or raise the connection’s timeouts.',
  },
  busy: {
    class: 'transient',
    message: '{place} is busy or being restarted: {detail}',
    fix: 'It is tried again by itself. If it lasts, look at the Odoo server and its proxy.',
  },
  not_odoo: {
    class: 'transient',
    message: '{place} answered with something that is not Odoo’s: {detail}',
    fix: 'Check that the URL leads to Odoo itself (no sign-in page, no redirect, no path). A proxy’s error page passes by itself.',
  },
  server_error: {
    class: 'transient',
    message: '{place} failed inside Odoo: {detail}',
    fix: 'It is tried again by itself. If it lasts, look for this line in that Odoo’s log: a custom module is the usual cause.',
  },
  wrong_database: {
    class: 'permanent',
    message: '{place} has no database of the name in the connection.',
    fix: 'Correct the database name in the connection; it is case-sensitive.',
  },
  wrong_login: {
    class: 'permanent',
    message: '{place} refuses the login or its password or API key.',
    fix: 'Set login and secret again. A user with two-factor sign-in needs an API key in place of the password.',
  },
  access_denied: {
    class: 'permanent',
    message: '{place} does not let our user do this: {detail}',
    fix: 'Give the service user the group that Odoo names (README, “The two Odoo users”), then try again.',
  },
  version_unsupported: {
    class: 'permanent',
    message: '{place} cannot be spoken to in this way: {detail}',
    fix: 'Set the connection’s transport to “auto”. Odoo 14 to 21 speak XML-RPC, Odoo 19 and newer JSON-2.',
  },
  rejected: {
    class: 'permanent',
    message: '{place} refused: {detail}',
    fix: 'Do what Odoo’s message says in that database, then try again.',
  },
  unexpected: {
    class: 'permanent',
    message: '{place} does not know what was asked of it: {detail}',
    fix: 'A module may be missing there (Point of Sale on a branch, Sales on central). Run `branch-sync doctor`.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ConnectionFailure = keyof typeof connectionTexts;
