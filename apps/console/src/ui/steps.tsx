import classes from './steps.module.css';

interface Props<Step extends string> {
  readonly label: string;
  readonly steps: readonly { readonly step: Step; readonly name: string }[];
  readonly current: Step;
  /** Whether one may go there now. */
  readonly mayGo: (step: Step) => boolean;
  readonly onGo: (step: Step) => void;
}

/** Steps of something that is done one after another: where one is, and where one may go back to. */
export function Steps<Step extends string>({ label, steps, current, mayGo, onGo }: Props<Step>) {
  return (
    <nav aria-label={label}>
      <ol className={classes['steps']}>
        {steps.map(({ step, name }, index) => {
          const content = (
            <>
              <b>{index + 1}</b>
              <em>{name}</em>
            </>
          );
          return (
            <li key={step}>
              {step !== current && mayGo(step) ? (
                <button type="button" onClick={() => onGo(step)}>
                  {content}
                </button>
              ) : (
                <span aria-current={step === current ? 'step' : undefined}>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
