import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { MalformedCall } from '../wire/xmlrpc-decode.ts';
import { controlReply } from './control-endpoint.ts';
import type { Exchange, Server } from './exchange.ts';
import { json2Exchange } from './json2-endpoint.ts';
import { htmlReply, jsonReply, type Reply, sendReply } from './reply.ts';
import { type Script, serveExchange } from './serve-exchange.ts';
import { xmlRpcExchange } from './xmlrpc-endpoint.ts';

const NO_DATABASE = `<!DOCTYPE html>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
<p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

<!-- Alternatively, use the X-Odoo-Database header. -->
`;

/** The HTTP side: routes requests to the two wires and to the stand-in's own interface. Not yet listening. */
export function createHttpServer(server: Server, script: Script, clock: () => Date): HttpServer {
  const http = createServer((request, response) => {
    answer(server, script, clock, request, response).catch((error: unknown) => {
      // A fault of the stand-in itself: told aloud, so that nobody takes it for Odoo's.
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end(`odoo-sim failed: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  http.keepAliveTimeout = 30_000;
  return http;
}

async function answer(
  server: Server,
  script: Script,
  clock: () => Date,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request);
  const routed = route(server, script, request, url, body);
  if ('status' in routed) return sendReply(request, response, routed, clock());
  const database = server.databases.get(routed.call.database ?? '');
  return serveExchange(routed, script, request, response, database?.clock ?? clock);
}

function route(server: Server, script: Script, request: IncomingMessage, url: URL, body: string): Reply | Exchange {
  const parts = url.pathname.split('/').slice(1);
  const notFound = htmlReply(404, 'Not Found', 'The requested URL was not found on the server.');
  if (parts[0] === 'sim') {
    const reply = isLoopback(request)
      ? controlReply({ method: request.method ?? 'GET', url, body }, script, server.databases)
      : null;
    return reply ?? notFound;
  }
  if (request.method === 'GET' && url.pathname === '/web/version') return versionReply(server) ?? notFound;
  if (request.method !== 'POST') return notFound;
  if (url.pathname === '/xmlrpc/2/common' || url.pathname === '/xmlrpc/2/object') {
    return xmlRpcOrRefusal(server, url.pathname === '/xmlrpc/2/common' ? 'common' : 'object', body);
  }
  const [json, version, model, method] = parts;
  if (json === 'json' && version === '2' && model && method && parts.length === 4) {
    const exchange = json2Exchange(server, { model, method, headers: request.headers, body });
    return exchange ?? { status: 404, contentType: 'text/html; charset=utf-8', body: NO_DATABASE };
  }
  return notFound;
}

function xmlRpcOrRefusal(server: Server, service: 'common' | 'object', body: string): Reply | Exchange {
  try {
    return xmlRpcExchange(server, service, body);
  } catch (error) {
    if (error instanceof MalformedCall) return htmlReply(400, 'Bad Request', 'The request is no XML-RPC call.');
    throw error;
  }
}

function versionReply(server: Server): Reply | null {
  const [first] = server.databases.values();
  if (!first?.dialect.hasJson2) return null;
  return jsonReply(JSON.stringify({ version_info: first.dialect.versionInfo, version: first.dialect.serverVersion }));
}

function isLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.endsWith('127.0.0.1');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
