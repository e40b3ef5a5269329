import assert from 'node:assert/strict';
import {after, before, beforeEach, suite, test} from 'node:test';
import {DeliveryError} from '../../../source/delivery/delivery-error.js';
import {createHandlerSet} from '../../../source/delivery/handler-set.js';
import {type EmailOptions, emailHandler} from '../../../source/delivery/handlers/email.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {burst, eventOf} from '../../helpers/alert-events.js';
import {alertProgram} from '../../helpers/alert-program.js';
import {type Certificate, selfSignedCertificate} from '../../helpers/certificate.js';
import {eventually} from '../../helpers/eventually.js';
import {type MailServer, mailAccount, mailServer, withoutMailServer} from '../../helpers/mail-server.js';
import {mailBody, mailHeader} from '../../helpers/mail-text.js';
import {openTestSpool} from '../../helpers/spool.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

suite('mail by a real server, Exim', {skip: withoutMailServer()}, () => {
	let certificate: Certificate;
	let server: MailServer;
	let count = 0;
	/** Names of the mails before the test. */
	let earlier: ReadonlySet<string>;
	const users = ['ops', 'dba', 'busy', 'victim'] as const;

	before(async () => {
		certificate = selfSignedCertificate();
		server = await mailServer(certificate);
		await server.start();
	});
	after(() => server[Symbol.asyncDispose]());
	beforeEach(() => {
		server.setBusy(false);
		earlier = new Set(users.flatMap(user => [...server.mailbox(user).keys()]));
	});

	const arrived = (user: (typeof users)[number]): readonly string[] =>
		[...server.mailbox(user)].filter(([name]) => !earlier.has(name)).map(([, source]) => source);

	const optionsFor = (changes: Partial<EmailOptions> = {}): EmailOptions => ({
		name: 'mail',
		host: '127.0.0.1',
		port: server.port,
		ca: certificate.cert,
		from: 'monitor@example.org',
		to: ['ops@example.org', 'dba@example.org'],
		...changes,
	});

	const notificationOf = (changes: Partial<Notification> = {}): Notification => {
		count += 1;
		return {id: `notification-${count}`, host: 'web-01', events: [eventOf('raised')], isTest: false, ...changes};
	};

	const send = (options: EmailOptions, notification = notificationOf()): Promise<void> =>
		emailHandler(options).send(notification, new AbortController().signal);

	const refusalOf = async (sending: Promise<void>): Promise<DeliveryError> => {
		try {
			await sending;
		} catch (error) {
			assert.ok(error instanceof DeliveryError, String(error));
			return error;
		}

		return assert.fail('it was sent');
	};

	test('without encryption, all recipients receive the mail', async () => {
		const notification = notificationOf();
		await send(optionsFor({security: 'none'}), notification);
		await eventually('both have it', () => arrived('ops').length === 1 && arrived('dba').length === 1);
		for (const user of ['ops', 'dba'] as const) {
			const [source = ''] = arrived(user);
			assert.equal(mailHeader(source, 'Subject'), '[WARNING] web-01: High memory usage: 85.5% (threshold: 80.0%)');
			assert.equal(mailHeader(source, 'From'), 'monitor@example.org');
			assert.equal(mailHeader(source, 'To'), 'ops@example.org, dba@example.org');
			assert.equal(mailHeader(source, 'Return-path'), '<monitor@example.org>');
			assert.equal(mailHeader(source, 'Message-ID'), `<${notification.id}@example.org>`);
			assert.match(mailHeader(source, 'Received') ?? '', / with esmtp /);
			assert.match(mailBody(source), /^2026-01-04T10:15:30\.000\+00:00 WARNING: High memory usage: 85\.5%/);
			assert.match(mailBody(source), /^ {2}postgres \(42\) 1\.00 GiB/m);
		}
	});

	for (const security of ['starttls', 'tls'] as const) {
		test(`with ${security} and a password, the mail is encrypted and authenticated`, async () => {
			const port = security === 'tls' ? server.tlsPort : server.port;
			await send(optionsFor({security, port, ...mailAccount, from: 'account@example.org'}));
			await eventually('it is there', () => arrived('ops').length === 1);
			assert.match(mailHeader(arrived('ops')[0] ?? '', 'Received') ?? '', / with esmtpsa +\(TLS1\.3\)/);
		});

		test(`with ${security}, an untrusted certificate is rejected`, async () => {
			const port = security === 'tls' ? server.tlsPort : server.port;
			const error = await refusalOf(send(optionsFor({security, port, ca: undefined, ...mailAccount})));
			assert.match(error.message, /^127\.0\.0\.1(?: to STARTTLS)?: /);
			assert.deepEqual(arrived('ops'), []);
		});
	}

	test('a wrong password is reported without the password and retryable', async () => {
		const error = await refusalOf(send(optionsFor({...mailAccount, password: 'wr0ng-s3cret'})));
		assert.equal(error.message, '127.0.0.1 answered 535 to AUTH PLAIN: authentication failed');
		assert.equal(error.isRetryable, true);
		assert.deepEqual(arrived('ops'), []);
	});

	test('a server that requires authentication refuses mail without a password', async () => {
		const error = await refusalOf(send(optionsFor({from: 'account@example.org'})));
		assert.equal(error.message, '127.0.0.1 answered 550 to RCPT TO: sender or recipients refused');
		assert.equal(error.isRetryable, true);
	});

	test('an unknown recipient does not affect the others', async () => {
		const to = ['ops@example.org', 'nobody@example.org', 'stranger@example.com'];
		const error = await refusalOf(send(optionsFor({to})));
		assert.equal(error.message, '127.0.0.1 refused 2 of the recipients');
		assert.equal(error.isRetryable, false);
		await eventually('the other has it', () => arrived('ops').length === 1);
	});

	test('a retry is sent only to the temporarily refused recipient', async () => {
		server.setBusy(true);
		const handler = emailHandler(optionsFor({to: ['ops@example.org', 'busy@example.org']}));
		const notification = notificationOf();
		const error = await refusalOf(handler.send(notification, new AbortController().signal));
		assert.equal(error.isRetryable, true);
		server.setBusy(false);
		await handler.send(notification, new AbortController().signal);
		await eventually('both have it', () => arrived('ops').length === 1 && arrived('busy').length === 1);
		await send(optionsFor({to: ['ops@example.org']}));
		await eventually('a later one has come', () => arrived('ops').length === 2);
		assert.equal(
			arrived('ops').filter(source => mailHeader(source, 'Message-ID') === `<${notification.id}@example.org>`).length,
			1,
		);
	});

	test('a subject in any language is delivered, truncated if too long', async () => {
		const host = 'größe-東京-🖥';
		const message = `Hohe Auslastung auf ${'/Größe/東京'.repeat(40)}`;
		await send(optionsFor(), notificationOf({host, events: [eventOf('raised', {message})]}));
		await eventually('it is there', () => arrived('ops').length === 1);
		const [source = ''] = arrived('ops');
		const subject = mailHeader(source, 'Subject') ?? '';
		assert.ok(subject.startsWith(`[WARNING] ${host}: Hohe Auslastung auf /Größe/東京`), subject);
		assert.ok(subject.endsWith('…') && subject.length <= 200, subject);
		assert.ok(mailBody(source).includes(message));
		for (const line of source.split('\n')) {
			assert.ok(line.length <= 998, 'RFC 5322, 2.1.1');
		}
	});

	test('names with SMTP commands add neither headers nor recipients nor mails', async () => {
		const hostile =
			'x\r\nBcc: victim@example.org\r\nX-Evil: 1\r\n\r\nhello\r\n.\r\nMAIL FROM:<e@example.org>\r\nRCPT TO:<victim@example.org>';
		const events = [eventOf('raised', {message: hostile, metric: `disks[${hostile}].percentage`})];
		await send(optionsFor({security: 'none'}), notificationOf({host: hostile, events}));
		await eventually('it is there', () => arrived('ops').length === 1);
		const [source = ''] = arrived('ops');
		assert.equal(mailHeader(source, 'Bcc'), undefined);
		assert.equal(mailHeader(source, 'X-Evil'), undefined);
		assert.match(mailHeader(source, 'Subject') ?? '', /^\[WARNING\] x Bcc: victim@example\.org X-Evil: 1 /);
		await send(optionsFor({to: ['victim@example.org']}));
		await eventually('what was meant for the victim has come', () => arrived('victim').length === 1);
	});

	test('alerts wait while the server is down and are sent when it is back', async () => {
		using directory = temporaryDirectory();
		await using spool = await openTestSpool(directory.path);
		const handlers = createHandlerSet({
			spool,
			pace: {groupWaitMs: 1, maxEvents: 1, backoff: {firstMs: 5, maxMs: 50}},
		});
		handlers.add(emailHandler(optionsFor({to: ['ops@example.org']})));
		await server.stop();
		handlers.post(burst(3), 'web-01');
		await eventually('it was tried in vain', () => (handlers.get('mail')?.failed ?? 0) > 1);
		assert.equal(handlers.get('mail')?.lastError, '127.0.0.1: connection failed');
		await server.start();
		await eventually('all have come', () => arrived('ops').length === 3);
		await handlers.close(5000);
		assert.deepEqual(
			arrived('ops')
				.map(source => /\/data\/\d/.exec(mailBody(source))?.[0])
				.toSorted(),
			['/data/1', '/data/2', '/data/3'],
		);
		assert.equal(handlers.get('mail')?.handled, 3);
	});

	test('the program sends mail according to its configuration', async () => {
		await using program = alertProgram({
			rules: ['memory.percentage>80'],
			handlers: [
				{
					type: 'email',
					host: '127.0.0.1',
					port: server.port,
					security: 'none',
					from: 'monitor@example.org',
					to: ['ops@example.org', 'dba@example.org'],
				},
			],
		});
		program.machine.use(85);
		program.start();
		await eventually('it is there', () => arrived('ops').length === 1 && arrived('dba').length === 1);
		program.machine.use(50);
		await eventually('its end is there', () => arrived('ops').length === 2);
		assert.deepEqual(
			arrived('ops')
				.map(source => /: (.*) usage/.exec(mailHeader(source, 'Subject') ?? '')?.[0])
				.toSorted(),
			[': High memory usage', ': Memory usage'],
		);
	});
});
