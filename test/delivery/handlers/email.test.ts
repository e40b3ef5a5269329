import assert from 'node:assert/strict';
import {createServer} from 'node:net';
import test, {before} from 'node:test';
import {DeliveryError} from '../../../source/delivery/delivery-error.js';
import {type EmailOptions, emailHandler} from '../../../source/delivery/handlers/email.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {eventOf} from '../../helpers/alert-events.js';
import {type Certificate, selfSignedCertificate} from '../../helpers/certificate.js';
import {type MailReceiver, openMailReceiver} from '../../helpers/mail-receiver.js';

let certificate: Certificate;
before(() => {
	certificate = selfSignedCertificate();
});

const planted = 's3cret-passw0rd';
const notification: Notification = {
	id: '7d7a1c1e-0000-4000-8000-000000000001',
	host: 'web-01',
	events: [eventOf('raised')],
	isTest: false,
};

function optionsFor({port}: Pick<MailReceiver, 'port'>, changes: Partial<EmailOptions> = {}): EmailOptions {
	return {
		name: 'mail',
		host: '127.0.0.1',
		port,
		ca: certificate.cert,
		from: 'monitor@example.org',
		to: ['ops@example.org', 'dba@example.org'],
		...changes,
	};
}

async function send(options: EmailOptions, what = notification): Promise<void> {
	await emailHandler(options).send(what, new AbortController().signal);
}

async function failureOf(attempt: Promise<void>): Promise<DeliveryError> {
	try {
		await attempt;
	} catch (error) {
		assert.ok(error instanceof DeliveryError, String(error));
		assert.ok(!`${error.message} ${error.stack} ${String(error.cause)}`.includes(planted));
		return error;
	}

	return assert.fail('it was sent');
}

/** Returns the unfolded value of a header. */
function header(source: string, name: string): string | undefined {
	const head = source.split('\r\n\r\n')[0] ?? '';
	return new RegExp(`^${name}: (.*)$`, 'im').exec(head.replaceAll(/\r\n[ \t]+/g, ' '))?.[1];
}

/** Returns the text with its quoted-printable lines joined. */
function bodyOf(source: string): string {
	return source.slice(source.indexOf('\r\n\r\n')).replaceAll('=\r\n', '').replaceAll('=20', ' ');
}

test('an alert is mailed to all recipients over STARTTLS with authentication', async () => {
	await using receiver = await openMailReceiver({
		...certificate,
		authOptional: false,
		onAuth({username, password}, _, callback) {
			callback(password === planted ? null : new Error('no'), {user: username ?? ''});
		},
	});
	await send(optionsFor(receiver, {username: 'monitor', password: planted}));
	assert.equal(receiver.mails.length, 1);
	const [mail] = receiver.mails;
	assert.deepEqual(
		{...mail, source: ''},
		{
			from: 'monitor@example.org',
			to: ['ops@example.org', 'dba@example.org'],
			isSecure: true,
			user: 'monitor',
			source: '',
		},
	);
	const source = mail?.source ?? '';
	assert.equal(header(source, 'Subject'), '[WARNING] web-01: High memory usage: 85.5% (threshold: 80.0%)');
	assert.equal(header(source, 'From'), 'monitor@example.org');
	assert.equal(header(source, 'To'), 'ops@example.org, dba@example.org');
	assert.equal(header(source, 'Auto-Submitted'), 'auto-generated');
	assert.match(bodyOf(source), /WARNING: High memory usage: 85\.5% \(threshold: 80\.0%\)/);
	assert.match(bodyOf(source), /^ {2}memory\.percentage since 2026-01-04T10:15:00\.000\+00:00/m);
	assert.match(bodyOf(source), /^ {2}postgres \(42\) 1\.00 GiB/m);
});

test('an alert is mailed over TLS', async () => {
	await using receiver = await openMailReceiver({...certificate, secure: true});
	await send(optionsFor(receiver, {security: 'tls'}));
	assert.equal(receiver.mails[0]?.isSecure, true);
});

test('an alert is mailed without encryption', async () => {
	await using receiver = await openMailReceiver({hideSTARTTLS: true});
	await send(optionsFor(receiver, {security: 'none'}));
	assert.equal(receiver.mails[0]?.isSecure, false);
});

test('a server without STARTTLS gets neither password nor alert', async () => {
	let hasSeenPassword = false;
	await using receiver = await openMailReceiver({
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		onAuth(_, __, callback) {
			hasSeenPassword = true;
			callback(null, {user: 'x'});
		},
	});
	await failureOf(send(optionsFor(receiver, {username: 'monitor', password: planted})));
	assert.equal(hasSeenPassword, false);
	assert.deepEqual(receiver.mails, []);
});

test('an untrusted certificate is rejected', async () => {
	await using receiver = await openMailReceiver({...certificate});
	const error = await failureOf(send(optionsFor(receiver, {ca: undefined})));
	assert.ok(error.message.startsWith('127.0.0.1'), error.message);
	assert.deepEqual(receiver.mails, []);
});

test('a wrong password is reported and retryable', async () => {
	await using receiver = await openMailReceiver({
		...certificate,
		authOptional: false,
		onAuth(_, __, callback) {
			callback(new Error(`no such password: ${planted}`));
		},
	});
	const error = await failureOf(send(optionsFor(receiver, {username: 'monitor', password: planted})));
	assert.match(error.message, /^127\.0\.0\.1 answered 535 to AUTH \w+: authentication failed$/);
	assert.equal(error.isRetryable, true);
});

test('the Message-ID is the same at every attempt', async () => {
	await using receiver = await openMailReceiver({...certificate});
	await send(optionsFor(receiver));
	await send(optionsFor(receiver));
	assert.deepEqual(
		receiver.mails.map(({source}) => header(source, 'Message-ID')),
		Array(2).fill(`<${notification.id}@example.org>`),
	);
});

test('several events are sent in one mail', async () => {
	await using receiver = await openMailReceiver({...certificate});
	const events = [eventOf('raised'), eventOf('cleared', {id: 'episode-2', message: 'Disk usage is back to normal'})];
	await send(optionsFor(receiver), {...notification, events, isTest: true});
	assert.equal(receiver.mails.length, 1);
	const source = receiver.mails[0]?.source ?? '';
	assert.equal(header(source, 'Subject'), '[TEST] [WARNING] web-01: 2 alerts');
	assert.match(bodyOf(source), /WARNING: High memory[\s\S]*CLEARED: Disk usage is back to normal/);
});

test('names with line breaks add neither headers nor recipients', async () => {
	await using receiver = await openMailReceiver({...certificate});
	const hostile = 'x\r\nBcc: victim@example.org\r\n\r\n.\r\nMAIL FROM:<evil@example.org>';
	const events = [eventOf('raised', {message: hostile, metric: `disks[${hostile}].percentage`})];
	await send(optionsFor(receiver), {...notification, host: hostile, events});
	assert.equal(receiver.mails.length, 1);
	const [mail] = receiver.mails;
	assert.deepEqual(mail?.to, ['ops@example.org', 'dba@example.org']);
	assert.equal(header(mail?.source ?? '', 'Bcc'), undefined);
	assert.doesNotMatch(bodyOf(mail?.source ?? ''), /^(?:Bcc|MAIL FROM)/m);
});

test('a retry is sent only to temporarily refused recipients', async () => {
	let isBusy = true;
	await using receiver = await openMailReceiver({
		...certificate,
		onRcptTo({address}, _, callback) {
			const busy: Error & {responseCode?: number} = new Error('come back later');
			busy.responseCode = 450;
			callback(address.startsWith('dba') && isBusy ? busy : null);
		},
	});
	const handler = emailHandler(optionsFor(receiver));
	const {signal} = new AbortController();
	const error = await failureOf(handler.send(notification, signal));
	assert.equal(error.message, '127.0.0.1 refused 1 of the recipients');
	assert.equal(error.isRetryable, true);

	isBusy = false;
	await handler.send(notification, signal);
	await handler.send({...notification, id: 'another'}, signal);
	assert.deepEqual(
		receiver.mails.map(({to}) => to),
		[['ops@example.org'], ['dba@example.org'], ['ops@example.org', 'dba@example.org']],
	);
});

test('addresses of recipients are compared case-insensitively', async () => {
	let isBusy = true;
	await using receiver = await openMailReceiver({
		...certificate,
		onRcptTo({address}, _, callback) {
			const busy: Error & {responseCode?: number} = new Error('come back later');
			busy.responseCode = 450;
			callback(address.startsWith('dba') && isBusy ? busy : null);
		},
	});
	const handler = emailHandler(optionsFor(receiver, {to: ['Ops@Example.ORG', 'dba@example.org']}));
	const {signal} = new AbortController();
	await failureOf(handler.send(notification, signal));
	isBusy = false;
	await handler.send(notification, signal);
	assert.deepEqual(
		receiver.mails.map(({to}) => to.map(address => address.toLowerCase())),
		[['ops@example.org'], ['dba@example.org']],
	);
});

test('a mail refused for all recipients is retryable', async () => {
	await using receiver = await openMailReceiver({
		...certificate,
		onRcptTo(_, __, callback) {
			callback(new Error('no such user'));
		},
	});
	const error = await failureOf(send(optionsFor(receiver)));
	assert.equal(error.message, '127.0.0.1 answered 550 to RCPT TO: sender or recipients refused');
	assert.equal(error.isRetryable, true);
});

test('a mail with refused content is not retryable', async () => {
	await using receiver = await openMailReceiver({
		...certificate,
		onData(stream, _, callback) {
			stream.resume();
			stream.on('end', () => {
				const refusal: Error & {responseCode?: number} = new Error('too large');
				refusal.responseCode = 552;
				callback(refusal);
			});
		},
	});
	const error = await failureOf(send(optionsFor(receiver)));
	assert.match(error.message, /^127\.0\.0\.1 answered 552 to DATA: message refused$/);
	assert.equal(error.isRetryable, false);
});

test('a busy server is retryable', async () => {
	await using receiver = await openMailReceiver({
		...certificate,
		onMailFrom(_, __, callback) {
			const busy: Error & {responseCode?: number} = new Error('busy');
			busy.responseCode = 451;
			callback(busy);
		},
	});
	const error = await failureOf(send(optionsFor(receiver)));
	assert.equal(error.message, '127.0.0.1 answered 451 to MAIL FROM: sender or recipients refused');
	assert.equal(error.isRetryable, true);
});

test('a refused connection is retryable', async () => {
	const {port} = await (async () => {
		await using receiver = await openMailReceiver();
		return receiver;
	})();
	const error = await failureOf(send(optionsFor({port})));
	assert.equal(error.message, '127.0.0.1: connection failed');
	assert.equal(error.isRetryable, true);
});

test('the signal aborts a connection to a silent server', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise(resolve => server.once('listening', resolve));
	const address = server.address();
	assert.ok(typeof address === 'object' && address);
	const giveUp = new AbortController();
	const reason = new DeliveryError('time is up', {isRetryable: true});
	setTimeout(() => giveUp.abort(reason), 30);
	try {
		const handler = emailHandler(optionsFor({port: address.port}));
		assert.equal(await failureOf(handler.send(notification, giveUp.signal)), reason);
	} finally {
		server.close();
	}
});
