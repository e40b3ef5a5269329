/**
TCP and UDP sockets, and the packets that the kernel discards, over the last interval.

Sources: `snmp`, `netstat`, `snmp6`, `sockstat`, `sockstat6` and `softnet_stat` in `/proc/net` (proc_pid_net(5)). The
values are those of one network namespace, except `tcpOrphaned` and those of `softnet_stat`. A value that the kernel does
not report is `undefined`; so are rates in the first sample and after a counter decreased.
*/
export type Sockets = {
	/** Established TCP connections, including those that the other side closed (`CLOSE-WAIT`). */
	readonly tcpEstablished: number | undefined;
	/** TCP connections in `TIME-WAIT`. */
	readonly tcpTimeWait: number | undefined;
	/** TCP connections that no process holds any more. */
	readonly tcpOrphaned: number | undefined;
	/** TCP sockets in use, including listening ones, without those in `TIME-WAIT`. */
	readonly tcpInUse: number | undefined;
	/** UDP sockets in use. */
	readonly udpInUse: number | undefined;
	/**
	Used share of the local ports that the kernel assigns to outgoing connections (`ip_local_port_range`), 0–100, for the
	remote address and port with the most connections. When it is full, connections to that address fail
	(`EADDRNOTAVAIL`). Below 50 it is a bound: the number of all TCP sockets. Above, the connections are counted every ten
	seconds.
	*/
	readonly localPortsPercent: number | undefined;
	/** TCP segments sent, without retransmitted ones. */
	readonly segmentsSentPerSecond: number | undefined;
	/** TCP segments sent again, because they were lost or not acknowledged in time. */
	readonly retransmitsPerSecond: number | undefined;
	/** Retransmitted share of all TCP segments sent, 0–100. `undefined` when none was sent. */
	readonly retransmitPercent: number | undefined;
	/** Established TCP connections that either side reset. */
	readonly resetsPerSecond: number | undefined;
	/** Connections dropped because the queue of a listening socket was full: its process accepts too slowly. */
	readonly listenOverflowsPerSecond: number | undefined;
	/** Connections dropped by listening sockets for any reason, including a full queue. */
	readonly listenDropsPerSecond: number | undefined;
	/** Connection requests (SYN) dropped because too many connections were half open and SYN cookies are disabled. */
	readonly synDropsPerSecond: number | undefined;
	/** UDP packets dropped because the receive buffer of a socket was full: its process reads too slowly. */
	readonly udpReceiveBufferErrorsPerSecond: number | undefined;
	/** Received packets dropped because the queue of a processor was full. */
	readonly softnetDropsPerSecond: number | undefined;
	/** Number of times a processor stopped receiving although packets were left, because its time was used up. */
	readonly softnetSqueezesPerSecond: number | undefined;
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: SocketCounters;
};

/** Counters of the kernel since boot, named in the words of `Sockets`. `undefined` where it does not count them. */
export type SocketCounters = {
	/** `Tcp: ActiveOpens`: outgoing connections. */
	readonly activeOpens: number | undefined;
	/** `Tcp: PassiveOpens`: incoming connections. */
	readonly passiveOpens: number | undefined;
	/** `Tcp: InSegs` */
	readonly segmentsReceived: number | undefined;
	/** `Tcp: OutSegs` */
	readonly segmentsSent: number | undefined;
	/** `Tcp: RetransSegs` */
	readonly retransmits: number | undefined;
	/** `Tcp: EstabResets` */
	readonly resets: number | undefined;
	/** `Tcp: OutRsts`: resets sent, which also answer segments to closed ports. */
	readonly resetsSent: number | undefined;
	/** `TcpExt: ListenOverflows` */
	readonly listenOverflows: number | undefined;
	/** `TcpExt: ListenDrops` */
	readonly listenDrops: number | undefined;
	/** `TcpExt: TCPReqQFullDrop` */
	readonly synDrops: number | undefined;
	/** `TcpExt: SyncookiesSent`: answers to connection requests while too many connections were half open. */
	readonly synCookiesSent: number | undefined;
	/** `Udp: RcvbufErrors` and `Udp6RcvbufErrors` */
	readonly udpReceiveBufferErrors: number | undefined;
	/** Second column of `softnet_stat`, over all processors. */
	readonly softnetDrops: number | undefined;
	/** Third column of `softnet_stat`, over all processors. */
	readonly softnetSqueezes: number | undefined;
};
