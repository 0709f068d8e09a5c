import { central } from '@branch-sync/db';
import type { ConnectionFailure, Side } from '@branch-sync/sync';
import { startHttpServer } from '../../../packages/odoo/src/testing/http-server.ts';
import { type Provocations, type Scene, setBranch } from './provocation.ts';

/** Changes the connection of a side. */
async function connect(
  scene: Scene,
  side: Side,
  settings: { url?: string; database?: string; login?: string; transport?: 'json2' },
) {
  if (side === 'branch') return setBranch(scene, settings);
  await scene.world.database.db.update(central).set({ facts: null, factsAt: null, ...settings });
}

/** The first question about records that a run asks of a side. */
const asked = { branch: 'pos.order', central: 'product.product' } as const;

/** Every way in which a call to a side can end badly, brought about on the wire. */
export function connectionProvocations<S extends Side>(side: S): Provocations<`${S}.${ConnectionFailure}`> {
  const of = side === 'branch' ? /Branch \S+ \(127\.0\.0\.1:\d+\)/ : /Central \(127\.0\.0\.1:\d+\)/;
  const says = (words: string) => new RegExp(`^${of.source} ${words}`);
  const database = ({ branch }: Scene) => (side === 'branch' ? branch.code : 'central');
  const fault = (scene: Scene, code: number, text: string) =>
    scene.world.sim.outages.add({ match: { database: database(scene), model: asked[side] }, kind: 'fault', code, text });
  const outage = (scene: Scene, kind: 'reset-before' | 'hang' | 'busy-503') =>
    scene.world.sim.outages.add({ match: { database: database(scene) }, kind });

  const provocations: Provocations<`branch.${ConnectionFailure}`> = {
    'branch.unreachable': { arrange: (scene) => outage(scene, 'reset-before'), says: says('does not answer: .*cut') },
    'branch.dns': {
      arrange: (scene) => connect(scene, side, { url: 'http://shop.invalid' }),
      says: /\(shop\.invalid\) cannot be found/,
    },
    'branch.tls': {
      arrange: (scene) => connect(scene, side, { url: scene.world.sim.url.replace('http:', 'https:') }),
      says: says('has a certificate that is not trusted: .*TLS'),
    },
    'branch.address_refused': {
      arrange: (scene) => connect(scene, side, { url: 'http://169.254.169.254' }),
      says: /\(169\.254\.169\.254\) is not asked: nothing is asked at link-local, /,
    },
    'branch.timeout': { arrange: (scene) => outage(scene, 'hang'), says: says('took too long') },
    'branch.busy': { arrange: (scene) => outage(scene, 'busy-503'), says: says('is busy or being restarted: .*503') },
    'branch.not_odoo': {
      async arrange(scene) {
        const page = { headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' };
        const { url } = await startHttpServer(() => page);
        await connect(scene, side, { url });
      },
      says: says('answered with something that is not Odoo’s'),
    },
    'branch.server_error': {
      arrange: (scene) =>
        fault(scene, 1, 'Traceback (most recent call last):\n  File "/odoo/x.py", line 1\nKeyError: \'registry\'\n'),
      says: says("failed inside Odoo: KeyError: 'registry'$"),
    },
    'branch.wrong_database': {
      arrange: (scene) => connect(scene, side, { database: 'nodb' }),
      says: says('has no database of the name'),
    },
    'branch.wrong_login': { arrange: (scene) => connect(scene, side, { login: 'nobody' }), says: says('refuses the login') },
    'branch.access_denied': {
      arrange: ({ odoo, world }) =>
        side === 'branch' ? odoo.deny('pos.order', 'read') : world.central.deny('sale.order', 'create'),
      says: says(`does not let our user ${side === 'branch' ? 'read pos.order' : 'create sale.order'}: `),
    },
    'branch.version_unsupported': {
      arrange: (scene) => connect(scene, side, { transport: 'json2' }),
      says: says('cannot be spoken to in this way: .*16'),
    },
    'branch.rejected': {
      arrange: (scene) => fault(scene, 2, 'The shop is being audited.'),
      says: says('refused: The shop is being audited.$'),
    },
    'branch.unexpected': {
      arrange: (scene) => fault(scene, 2, `Object ${asked[side]} doesn't exist`),
      says: says(`does not know what was asked of it: .*${asked[side]}`),
    },
  };
  const renamed = Object.entries(provocations).map(([code, one]) => [code.replace('branch', side), one]);
  return Object.fromEntries(renamed) as Provocations<`${S}.${ConnectionFailure}`>;
}
