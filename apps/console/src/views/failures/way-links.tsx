import { IconArrowRight } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { modelWords } from '../../format/words.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import classes from './cure.module.css';
import type { Way } from './ways.ts';

const looks = { variant: 'light', rightSection: <IconArrowRight size={16} aria-hidden /> } as const satisfies Partial<
  ComponentProps<typeof ButtonLink>
>;

/** The places of ours where a failure is cured. */
export function WayLinks({ ways }: { readonly ways: readonly Way[] }) {
  if (ways.length === 0) return null;
  return (
    <div className={classes['ways']}>
      {ways.map((way) => (
        <WayLink key={'branch' in way ? `${way.to} ${way.branch}` : way.to} way={way} />
      ))}
    </div>
  );
}

function WayLink({ way }: { readonly way: Way }) {
  switch (way.to) {
    case 'connection':
      return (
        <ButtonLink to="/branches/$code/connection" params={{ code: way.branch }} {...looks}>
          Connection of {way.branch}
        </ButtonLink>
      );
    case 'defaults':
      return (
        <ButtonLink to="/branches/$code/defaults" params={{ code: way.branch }} {...looks}>
          Defaults of {way.branch}
        </ButtonLink>
      );
    case 'schedule':
      return (
        <ButtonLink to="/branches/$code/schedule" params={{ code: way.branch }} {...looks}>
          Schedule of {way.branch}
        </ButtonLink>
      );
    case 'master data':
      return (
        <ButtonLink to="/branches/$code/master-data" params={{ code: way.branch }} {...looks}>
          Master data of {way.branch}
        </ButtonLink>
      );
    case 'mappings':
      return (
        <ButtonLink to="/branches/$code/mappings" params={{ code: way.branch }} search={{ model: way.model }} {...looks}>
          {modelWords[way.model].many} of {way.branch}
        </ButtonLink>
      );
    case 'central':
      return (
        <ButtonLink to="/settings" {...looks}>
          Central’s connection
        </ButtonLink>
      );
    case 'workers':
      return (
        <ButtonLink to="/settings/workers" {...looks}>
          Workers
        </ButtonLink>
      );
  }
}
