import type { Branch } from '@branch-sync/contract';
import { Alert, Textarea } from '@mantine/core';
import { IconLockOpen2 } from '@tabler/icons-react';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';

/** How the other side has to prove who it is. */
export type TlsValues = Pick<Branch, 'url' | 'tlsCa' | 'tlsVerify'>;

/** Whom to trust on the other side. What lets anybody take its place is said loudly. */
export function TlsFields({ values, set, errors, isReadOnly }: FieldsOf<TlsValues>) {
  return (
    <Fields>
      <div data-whole>
        <SwitchField
          label="Verify the certificate"
          description="Only who proves to be at this address gets the secret."
          isReadOnly={isReadOnly}
          checked={values.tlsVerify}
          error={errors['tlsVerify']}
          onChange={(tlsVerify) => set({ tlsVerify })}
        />
      </div>
      <UnsafeNotice values={values} />
      <div data-whole>
        <Textarea
          label="Certificates of your own authority"
          description="In PEM, one after another. Trusted beside those that the machine of branch-sync knows; empty: only those."
          placeholder="-----BEGIN CERTIFICATE-----"
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          readOnly={isReadOnly}
          value={values.tlsCa ?? ''}
          error={errors['tlsCa']}
          onChange={({ currentTarget }) => set({ tlsCa: currentTarget.value === '' ? null : currentTarget.value })}
        />
      </div>
    </Fields>
  );
}

/** That a connection can be listened to, or answered by anybody; nothing where it is safe. */
export function UnsafeNotice({ values: { url, tlsVerify } }: { readonly values: Pick<TlsValues, 'url' | 'tlsVerify'> }) {
  const text = unsafeText(url, tlsVerify);
  if (text === null) return null;
  return (
    <Alert data-whole color="red" variant="filled" icon={<IconLockOpen2 aria-hidden />} title={text.title}>
      {text.text}
    </Alert>
  );
}

function unsafeText(url: string, tlsVerify: boolean): { readonly title: string; readonly text: string } | null {
  if (!tlsVerify)
    return {
      title: 'The certificate is not verified',
      text: 'Whoever answers at this address is believed, and gets the secret. Give the certificate of your authority instead.',
    };
  if (isPlainAway(url))
    return { title: 'The line is not encrypted', text: 'With http, whoever listens on the way reads the secret. Use https.' };
  return null;
}

/** Http to another machine: to one's own, nobody listens on the way. */
function isPlainAway(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
