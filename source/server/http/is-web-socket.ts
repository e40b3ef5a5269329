import type {IncomingMessage} from 'node:http';

/**
Whether a request asks for a WebSocket. HTTP/1.0 knows no upgrade (RFC 9110, 7.8), and what it goes through does not know that
the connection becomes another one.
*/
export function isWebSocket({headers, httpVersion}: Pick<IncomingMessage, 'headers' | 'httpVersion'>): boolean {
	return httpVersion !== '1.0' && headers.upgrade?.trim().toLowerCase() === 'websocket';
}
