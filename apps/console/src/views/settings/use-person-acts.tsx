import type { PersonAnswer } from '@branch-sync/contract';
import { useAct } from '../../api/act.ts';
import { request } from '../../api/request.ts';
import { roleWords } from '../../format/words.ts';
import { useConfirm } from '../../ui/confirm.tsx';

/** What an admin does about people: shut them out or let them in, and ask central about their groups. `busyId`: of whom something is under way. */
export function usePersonActs() {
  const { ask, dialog } = useConfirm();
  const set = useAct<{ readonly person: PersonAnswer; readonly isDisabled: boolean }, PersonAnswer>({
    run: ({ person, isDisabled }) => request('PATCH', `/api/people/${person.id}`, { body: { isDisabled } }),
    done: ({ name, isDisabled }) => (isDisabled ? `${name} is shut out.` : `${name} may sign in again.`),
  });
  const check = useAct<PersonAnswer, PersonAnswer>({
    run: ({ id }) => request('POST', `/api/people/${id}/check`),
    done: ({ name, role }) =>
      role === null ? `${name} is in no group that may in; their sign-ins are over.` : `${name} is ${roleWords[role].word}.`,
  });
  const busyId = set.isPending ? set.variables.person.id : check.isPending ? check.variables.id : null;
  return {
    busyId,
    dialog,
    check: (person: PersonAnswer) => check.mutate(person),
    letIn: (person: PersonAnswer) => set.mutate({ person, isDisabled: false }),
    shutOut: (person: PersonAnswer) =>
      ask({
        title: `Shut ${person.name} out?`,
        text: 'Their sign-ins end at once, and they cannot sign in again, whatever their groups say, until an admin lets them in.',
        act: 'Shut out',
        isDangerous: true,
        onYes: () => set.mutate({ person, isDisabled: true }),
      }),
  };
}

export type PersonActs = ReturnType<typeof usePersonActs>;
