import type { Central } from '@branch-sync/contract';
import { fieldErrors, useAct } from '../../api/act.ts';
import { setCentral } from '../../api/central.ts';
import { useIdentity } from '../../api/identity.ts';
import { useEdits } from '../../ui/edits.ts';
import { Form, SaveBar } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { Unsaved } from '../../ui/unsaved.tsx';
import { ConnectionFields, type ConnectionValues } from '../connection/connection-fields.tsx';
import { TlsFields, type TlsValues } from '../connection/tls-fields.tsx';
import classes from './settings.module.css';

type Values = ConnectionValues & TlsValues;

const nothing: Values = {
  ...{ url: '', database: '', login: '', secret: '', transport: 'auto' },
  ...{ tlsCa: null, tlsVerify: true },
};

/** The central connection to set, or to change. */
export function CentralForm({ central }: { readonly central: Central | null }) {
  const isReadOnly = !useIdentity().may('admin');
  const { values, isChanged, set, clear } = useEdits(central === null ? nothing : valuesOf(central));
  const save = useAct({
    run: () => {
      const { secret, ...others } = values;
      return setCentral(secret === '' ? others : { ...others, secret });
    },
    done: () => 'The central connection is saved. Test it now.',
    after: clear,
    isQuiet: true,
  });
  const fields = { values, set, errors: fieldErrors(save.error), isReadOnly };
  return (
    <Card title="Central" note="The one Odoo that back office works in">
      <Form label="Central" error={save.error} onSubmit={() => save.mutate(undefined)}>
        <div className={classes['parts']}>
          <ConnectionFields {...fields} isSecretSet={central?.secretSet ?? false} />
          <h3>Encryption</h3>
          <TlsFields {...fields} />
        </div>
        {isReadOnly ? null : <SaveBar isChanged={isChanged} isSaving={save.isPending} onReset={clear} />}
      </Form>
      <Unsaved is={isChanged} />
    </Card>
  );
}

function valuesOf({ url, database, login, transport, tlsCa, tlsVerify }: Central): Values {
  return { url, database, login, secret: '', transport, tlsCa, tlsVerify };
}
