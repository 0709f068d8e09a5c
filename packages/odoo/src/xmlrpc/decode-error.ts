/** The answer is not XML-RPC. The message says what was wrong, never the content. */
export class XmlRpcDecodeError extends Error {
  override readonly name = 'XmlRpcDecodeError';
}
