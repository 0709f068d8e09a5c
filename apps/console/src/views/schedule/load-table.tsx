interface Props {
  readonly rows: readonly { readonly when: string; readonly count: number }[];
}

/** The same as the bars, for those who hear the page: the stretches in which anything begins. */
export function LoadTable({ rows }: Props) {
  return (
    <div className="unseen">
      <table>
        <caption>How many runs begin when</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Runs that begin</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ count }) => count > 0)
            .map(({ when, count }) => (
              <tr key={when}>
                <th scope="row">{when}</th>
                <td>{count}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
