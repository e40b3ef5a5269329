import type {NodemailerError, SendMailOptions, SMTPTransportOptions} from 'nodemailer';
import type {AlertEvent} from '../../alerts/alert.js';
import {timestamp} from '../../measurements/timestamp.js';
import {singleLine} from '../../support/printable.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import {eventText, gravestFirst, headline, type Notification} from '../notification.js';
import {processTexts} from '../process-texts.js';

/** A mailbox and the SMTP server that takes mail for it. */
export type EmailOptions = {
	/** @default 'email' */
	readonly name?: string;
	/** The SMTP server. */
	readonly host: string;
	/** By default 465 for `tls` and 587 for the others. */
	readonly port?: number | undefined;
	/**
	`starttls`: encrypt before anything is said, or fail. `tls`: encrypted from the first byte. `none`: never, for a relay
	on this machine.
	*/
	readonly security?: 'starttls' | 'tls' | 'none' | undefined;
	/** Of the account, where the server asks for one. */
	readonly username?: string | undefined;
	/** A secret. */
	readonly password?: string | undefined;
	/** One address. */
	readonly from: string;
	/** Addresses, at least one. */
	readonly to: readonly string[];
	/** Certificate authority of the server, in PEM, instead of those that Node trusts. */
	readonly ca?: string | undefined;
};

/**
Sends plain text by SMTP. The Message-ID is the same at every attempt of the same notification. When a server takes the
message for some recipients alone, the next attempt goes to the others. Loads nodemailer at the first mail.
*/
export function emailHandler(options: EmailOptions): Handler {
	const {name = 'email', host, to} = options;
	/** Who already has the notification that is being tried again. */
	let partly: {readonly id: string; readonly reached: ReadonlySet<string>} | undefined;

	return {
		name,
		destination: JSON.stringify([host, options.from, to]),
		async send(notification, signal) {
			const reached = partly?.id === notification.id ? partly.reached : new Set<string>();
			// Loaded only now: most who monitor send no mail.
			const {createTransport} = await import('nodemailer');
			const transport = createTransport(transportOptions(options));
			try {
				const {accepted, rejected, rejectedErrors} = await transport.sendMail({
					...mailOf(notification, options),
					envelope: {from: options.from, to: to.filter(address => !reached.has(address.toLowerCase()))},
					signal,
				});
				partly = {id: notification.id, reached: new Set([...reached, ...accepted.map(lowerCase)])};
				if (rejected.length > 0) {
					throw partlyRefused(host, rejected.length, rejectedErrors ?? []);
				}
			} catch (error) {
				signal.throwIfAborted();
				throw error instanceof DeliveryError
					? error
					: deliveryErrorOf(host, error as NodemailerError, reached.size > 0);
			} finally {
				transport.close();
			}
		},
	};
}

function lowerCase(text: string): string {
	return text.toLowerCase();
}

function transportOptions({host, port, security = 'starttls', username, password, ca}: EmailOptions) {
	return {
		host,
		port: port ?? (security === 'tls' ? 465 : 587),
		secure: security === 'tls',
		requireTLS: security === 'starttls',
		ignoreTLS: security === 'none',
		// Nothing in a message is to be fetched or read.
		disableFileAccess: true,
		disableUrlAccess: true,
		...(username !== undefined && {auth: {user: username, pass: password ?? ''}}),
		...(ca !== undefined && {tls: {ca}}),
	} satisfies SMTPTransportOptions;
}

/** Names from outside are one printable line each. */
function mailOf(notification: Notification, {from, to}: EmailOptions): SendMailOptions {
	const {id, host, events} = notification;
	return {
		// Addresses were checked; nodemailer takes no array that is readonly.
		from,
		to: [...to],
		subject: headline(notification),
		messageId: `<${id}@${domainOf(from)}>`,
		// RFC 3834: nobody's absence notice is to answer.
		headers: {'Auto-Submitted': 'auto-generated'},
		xMailer: false,
		text: [...gravestFirst(events).map(paragraphOf), `Sent by mon-tui of ${singleLine(host)}`].join('\n\n'),
	};
}

function paragraphOf(event: AlertEvent): string {
	const {timestampMs, sinceMs, metric} = event.alert;
	return [
		`${timestamp(timestampMs)} ${eventText(event)}`,
		`  ${singleLine(metric)} since ${timestamp(sinceMs)}`,
		...processTexts(event).map(text => `  ${text}`),
	].join('\n');
}

function domainOf(address: string): string {
	return /@([\w.-]+)/.exec(address)?.[1] ?? 'localhost';
}

function partlyRefused(host: string, count: number, errors: readonly NodemailerError[]): DeliveryError {
	return new DeliveryError(`${host} refuses ${count} of the recipients`, {
		isRetryable: errors.some(({permanent}) => permanent !== true),
		isPartly: true,
	});
}

/** Without the words of the server: they may repeat what it was sent. */
function deliveryErrorOf(
	host: string,
	{code, command, responseCode, permanent}: NodemailerError,
	isPartly: boolean,
): DeliveryError {
	const answer = responseCode === undefined ? '' : ` answered ${responseCode}`;
	const step = command === undefined || command === 'CONN' || command === 'API' ? '' : ` to ${command}`;
	const reason = (code === undefined ? undefined : reasons[code]) ?? code ?? 'the message cannot be sent';
	// Of the account, the sender, the recipients and the encryption the configuration is in charge: the mail waits for it.
	const isFinal = code === 'EMESSAGE' && permanent !== false;
	return new DeliveryError(`${host}${answer}${step}: ${reason}`, {isRetryable: !isFinal, isPartly});
}

const reasons: Readonly<Record<string, string>> = {
	EAUTH: 'authentication failed',
	ENOAUTH: 'user name or password is missing',
	ECONNECTION: 'connection closed',
	ESOCKET: 'connection failed',
	ETIMEDOUT: 'connection timed out',
	EDNS: 'unknown host',
	ETLS: 'no encryption',
	EPROTOCOL: 'the answer is not SMTP',
	EENVELOPE: 'sender or recipients refused',
	EMESSAGE: 'message refused',
};
