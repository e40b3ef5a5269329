import type {NodemailerError, SendMailOptions, SMTPTransportOptions} from 'nodemailer';
import type {AlertEvent} from '../../alerts/alert.js';
import {timestamp} from '../../measurements/timestamp.js';
import {singleLine} from '../../support/printable.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import {bySeverity, eventText, headline, type Notification} from '../notification.js';
import {processTexts} from '../process-texts.js';

/** The options of `emailHandler`. */
export type EmailOptions = {
	/** Name of the handler. @default 'email' */
	readonly name?: string;
	/** Host name of the SMTP server. */
	readonly host: string;
	/** Port of the SMTP server. Default 465 for `tls`, otherwise 587. */
	readonly port?: number | undefined;
	/**
	Encryption. `starttls` (the default): STARTTLS is required. `tls`: TLS from the first byte. `none`: no encryption, for
	a relay on this machine.
	*/
	readonly security?: 'starttls' | 'tls' | 'none' | undefined;
	/** User name, if the server requires authentication. */
	readonly username?: string | undefined;
	/** Password. A secret. */
	readonly password?: string | undefined;
	/** Sender address. */
	readonly from: string;
	/** Recipient addresses, at least one. */
	readonly to: readonly string[];
	/** Certificate authority of the server in PEM format. Default: those that Node.js trusts. */
	readonly ca?: string | undefined;
};

/**
Returns a handler that sends plain-text e-mails by SMTP. All attempts of a notification have the same Message-ID. When
the server accepts the message for some recipients only, the next attempt goes to the others.
*/
export function emailHandler(options: EmailOptions): Handler {
	const {name = 'email', host, to} = options;
	/** Recipients that already have the notification that is being retried. */
	let partly: {readonly id: string; readonly reached: ReadonlySet<string>} | undefined;

	return {
		name,
		destination: JSON.stringify([host, options.from, to]),
		async send(notification, signal) {
			const reached = partly?.id === notification.id ? partly.reached : new Set<string>();
			// Loaded on first use, because most configurations send no e-mail.
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
		// A message must not cause files or URLs to be read.
		disableFileAccess: true,
		disableUrlAccess: true,
		...(username !== undefined && {auth: {user: username, pass: password ?? ''}}),
		...(ca !== undefined && {tls: {ca}}),
	} satisfies SMTPTransportOptions;
}

/** Returns the e-mail of a notification. External names are printed as one printable line each. */
function mailOf(notification: Notification, {from, to}: EmailOptions): SendMailOptions {
	const {id, host, events} = notification;
	return {
		// The addresses are validated. nodemailer does not accept readonly arrays.
		from,
		to: [...to],
		subject: headline(notification),
		messageId: `<${id}@${domainOf(from)}>`,
		// RFC 3834: prevents automatic replies.
		headers: {'Auto-Submitted': 'auto-generated'},
		xMailer: false,
		text: [...bySeverity(events).map(paragraphOf), `Sent by mon-tui for ${singleLine(host)}`].join('\n\n'),
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
	return new DeliveryError(`${host} refused ${count} of the recipients`, {
		isRetryable: errors.some(({permanent}) => permanent !== true),
		isPartly: true,
	});
}

/** Returns an error without the server's own text, which may repeat secrets. */
function deliveryErrorOf(
	host: string,
	{code, command, responseCode, permanent}: NodemailerError,
	isPartly: boolean,
): DeliveryError {
	const answer = responseCode === undefined ? '' : ` answered ${responseCode}`;
	const step = command === undefined || command === 'CONN' || command === 'API' ? '' : ` to ${command}`;
	const reason = (code === undefined ? undefined : reasons[code]) ?? code ?? 'the message cannot be sent';
	// Errors of account, sender, recipients and encryption can be fixed in the configuration, so the mail is retried.
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
	ETLS: 'TLS is not available',
	EPROTOCOL: 'the response is not SMTP',
	EENVELOPE: 'sender or recipients refused',
	EMESSAGE: 'message refused',
};
