import { type Hour, hourText } from './hours.ts';

/** The same as the bars, for those who hear the page. */
export function HoursTable({ hours }: { readonly hours: readonly Hour[] }) {
  return (
    <div className="unseen">
      <table>
        <caption>Orders that came in and failures that were new, by the hour</caption>
        <thead>
          <tr>
            <th scope="col">Hour</th>
            <th scope="col">Orders in</th>
            <th scope="col">New failures</th>
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour.from}>
              <th scope="row">{hourText(hour)}</th>
              <td>{hour.imported}</td>
              <td>{hour.failures}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
