import { Empty } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';

/** Where nobody has compared a day, or nobody could yet. */
export function NotCompared({ isToCome }: { readonly isToCome: boolean }) {
  return (
    <Card>
      <Empty>
        <p>
          {isToCome
            ? 'This day has not come yet.'
            : 'This day was not compared yet. Every night the last 7 days are, with those before that still differ.'}
        </p>
      </Empty>
    </Card>
  );
}
