import { type OdooDatabase, type OdooSim, openTill, recordedCentral, startOdooSim, type Till } from '@branch-sync/odoo-sim';
import type { Scope } from '../../../bench/src/scope.ts';
import type { SoakPlan } from '../soak-plan.ts';
import { branchClock } from './branch-clock.ts';

/** A branch with an open till. */
export interface Shop {
  /** The branch's code, and its database's name. */
  readonly code: string;
  readonly odoo: OdooDatabase;
  readonly till: Till;
  /** How the product signs in: with an API key (JSON-2) at every other branch, else with a password (XML-RPC). */
  readonly secret: string;
}

/** The one line to all of them. */
export interface Line {
  isUp(): boolean;
  /** Resets all connections and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Central and all branches, served by a stand-in in this process. */
export interface Shops {
  readonly sim: OdooSim;
  readonly line: Line;
  readonly central: OdooDatabase;
  readonly centralSecret: string;
  readonly all: readonly Shop[];
}

const soldBefore = 30;

/** Opens the shops; they close with the scope. `canary` is what every secret begins with. */
export async function openShops(scope: Scope, plan: SoakPlan, canary: string): Promise<Shops> {
  const password = `${canary}-password`;
  const clock = branchClock(plan.speed, Date.now() + plan.disturbedMs);
  const all = Array.from({ length: plan.branches }, (_, index): Shop => {
    const code = `shop-${String(index + 1).padStart(2, '0')}`;
    const apiKey = `${canary}-key-${code}`;
    const seed = plan.seed * 1_000 + index;
    const setup = { password, apiKey, clock };
    const { database, till } = openTill({ name: code, seed, orders: soldBefore, endsAt: clock(), ...setup });
    return { code, odoo: database, till, secret: index % 2 === 0 ? apiKey : password };
  });
  const central = recordedCentral('central', { password, apiKey: `${canary}-key-central` });
  const sim = await startOdooSim({ databases: [central, ...all.map(({ odoo }) => odoo)], httpWorkers: 8 });
  scope.add('the Odoo stand-in', () => sim.close());
  return { sim, line: lineTo(sim), central, centralSecret: password, all };
}

function lineTo(sim: OdooSim): Line {
  let isUp = true;
  return {
    isUp: () => isUp,
    async cut() {
      isUp = false;
      await sim.goDown();
    },
    async mend() {
      await sim.comeBack();
      isUp = true;
    },
  };
}
