import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import {SMTPServer, type SMTPServerOptions} from 'smtp-server';

export type ReceivedMail = {
	readonly from: string;
	readonly to: readonly string[];
	/** Whether it came encrypted. */
	readonly isSecure: boolean;
	readonly user: string | undefined;
	/** Headers and body as they were sent. */
	readonly source: string;
};

export type MailReceiver = AsyncDisposable & {
	readonly port: number;
	readonly mails: readonly ReceivedMail[];
};

/** An SMTP server in this process. Without `authOptional: false` and `onAuth` it asks for no password. */
export async function openMailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
	const mails: ReceivedMail[] = [];
	const server = new SMTPServer({
		logger: false,
		authOptional: true,
		disableReverseLookup: true,
		closeTimeout: 10,
		async onData(stream, {envelope, secure, user}, callback) {
			const source = await text(stream);
			mails.push({
				from: envelope.mailFrom ? envelope.mailFrom.address : '',
				to: envelope.rcptTo.map(({address}) => address),
				isSecure: secure,
				user: typeof user === 'string' ? user : undefined,
				source,
			});
			callback();
		},
		...options,
	});
	server.on('error', () => {});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		port: (server.server.address() as AddressInfo).port,
		mails,
		async [Symbol.asyncDispose]() {
			await new Promise<void>(resolve => {
				server.close(() => resolve());
			});
		},
	};
}
