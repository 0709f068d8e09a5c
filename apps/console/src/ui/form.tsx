import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { fieldErrors } from '../api/act.ts';
import { NoAnswerError } from '../api/request.ts';
import classes from './form.module.css';

/** Fields side by side where there is room; one with `data-whole` takes a row. */
export function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={classes['fields']}>{children}</div>;
}

interface FormProps {
  readonly label: string;
  /** Why the API refused what was sent; its fields say what of it they can. */
  readonly error: Error | null;
  /** What lacked before it was sent, by field: told at the fields alone. */
  readonly lacks?: Readonly<Record<string, string>>;
  /** What the refusal is called. */
  readonly refused?: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form whose refusal is told at its fields and over them; whoever sent it is led to the first field that is wrong. */
export function Form({ label, error, lacks, refused = 'Not saved', onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const isWrong = error !== null || Object.keys(lacks ?? {}).length > 0;
    if (isWrong) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error, lacks]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form in a dialog stands in another one for React, though not on the page.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <form ref={form} aria-label={label} noValidate onSubmit={submit}>
      {error === null ? null : <FormRefusal error={error} title={refused} />}
      {children}
    </form>
  );
}

/** Why nothing was saved: in words, and field by field. */
function FormRefusal({ error, title }: { readonly error: Error; readonly title: string }) {
  const fields = Object.entries(fieldErrors(error));
  return (
    <Alert
      mb="md"
      role="alert"
      color={error instanceof NoAnswerError ? 'yellow' : 'red'}
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
    >
      {error.message}
      {fields.length < 2 ? null : (
        <ul>
          {fields.map(([field, message]) => (
            <li key={field}>
              <code>{field}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

interface SaveBarProps {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** What the button says: the deed. */
  readonly act?: string;
  readonly onReset: () => void;
  readonly children?: ReactNode;
}

/** The foot of a form: keeps what was changed, or takes it back. */
export function SaveBar({ isChanged, isSaving, act = 'Save', onReset, children }: SaveBarProps) {
  return (
    <div className={classes['bar']}>
      <p aria-live="polite">{isChanged ? 'There are changes that are not saved.' : 'Everything is saved.'}</p>
      {children}
      {isChanged ? (
        <Button variant="default" disabled={isSaving} onClick={onReset}>
          Take back
        </Button>
      ) : null}
      <Button type="submit" disabled={!isChanged} loading={isSaving}>
        {act}
      </Button>
    </div>
  );
}
