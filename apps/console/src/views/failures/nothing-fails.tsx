import { IconCircleCheckFilled } from '@tabler/icons-react';
import { ButtonLink } from '../../ui/button-link.tsx';
import classes from './groups.module.css';

/** Where there are no failures: something to be proud of, or a filter that finds none. */
export function NothingFails({ isFiltered }: { readonly isFiltered: boolean }) {
  return (
    <div className={classes['proud']}>
      <IconCircleCheckFilled size={56} aria-hidden />
      <p className={classes['big']}>{isFiltered ? 'Nothing of this kind fails.' : 'Nothing fails.'}</p>
      <p>
        {isFiltered
          ? 'Other filters may find something.'
          : 'What the branches have sold is in central, or on its way there, and nothing waits for you.'}
      </p>
      {isFiltered ? (
        <ButtonLink to="/failures" variant="default">
          Show all that stands
        </ButtonLink>
      ) : null}
    </div>
  );
}
