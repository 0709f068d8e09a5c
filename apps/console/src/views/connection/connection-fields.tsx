import type { Branch } from '@branch-sync/contract';
import { PasswordInput, Select, TextInput } from '@mantine/core';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';

/** How one Odoo is reached, as a form holds it. */
export interface ConnectionValues extends Pick<Branch, 'url' | 'database' | 'login' | 'transport'> {
  /** Typed anew, or empty: the API gives none back. */
  readonly secret: string;
}

const transports = [
  { value: 'auto', label: 'Choose by itself' },
  { value: 'json2', label: 'JSON-2 (Odoo 19 and newer, with an API key)' },
  { value: 'xmlrpc', label: 'XML-RPC (every version)' },
] as const;

interface Props extends FieldsOf<ConnectionValues> {
  /** Whether one is kept already. */
  readonly isSecretSet: boolean;
}

/** Address, database and service user of an Odoo. */
export function ConnectionFields({ values, set, errors, isReadOnly, isSecretSet }: Props) {
  return (
    <Fields>
      <TextInput
        label="Address"
        description="Host and port, without a path: https://shop.example"
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        required={!isReadOnly}
        readOnly={isReadOnly}
        value={values.url}
        error={errors['url']}
        onChange={({ currentTarget }) => set({ url: currentTarget.value.trim() })}
      />
      <TextInput
        label="Database"
        description="By its name in Odoo’s database list"
        autoComplete="off"
        spellCheck={false}
        required={!isReadOnly}
        readOnly={isReadOnly}
        value={values.database}
        error={errors['database']}
        onChange={({ currentTarget }) => set({ database: currentTarget.value })}
      />
      <TextInput
        label="Login"
        description="Of the service user that branch-sync works as"
        autoComplete="off"
        spellCheck={false}
        required={!isReadOnly}
        readOnly={isReadOnly}
        value={values.login}
        error={errors['login']}
        onChange={({ currentTarget }) => set({ login: currentTarget.value })}
      />
      <SecretField value={values.secret} error={errors['secret']} isSet={isSecretSet} isReadOnly={isReadOnly} set={set} />
      <Select
        label="Transport"
        description="JSON-2 where Odoo has it and takes the secret, else XML-RPC"
        data={transports}
        allowDeselect={false}
        readOnly={isReadOnly}
        value={values.transport}
        error={errors['transport']}
        onChange={(transport) => {
          if (transport !== null) set({ transport });
        }}
      />
    </Fields>
  );
}

interface SecretProps extends Pick<Props, 'set' | 'isReadOnly'> {
  readonly value: string;
  readonly error: string | undefined;
  readonly isSet: boolean;
}

/** The secret: that there is one, and room for a new one. */
function SecretField({ value, error, isSet, isReadOnly, set }: SecretProps) {
  if (isReadOnly)
    return <TextInput label="Secret" description="Kept encrypted, and never shown" readOnly value={isSet ? 'Set' : 'Not set'} />;
  return (
    <PasswordInput
      label="Secret"
      description={isSet ? 'Set, and never shown; type a new one to replace it' : 'API key or password'}
      placeholder={isSet ? 'Set' : ''}
      autoComplete="new-password"
      required={!isSet}
      value={value}
      error={error}
      onChange={({ currentTarget }) => set({ secret: currentTarget.value })}
    />
  );
}
