// The monitor

export type {CollectOptions} from './collect-once.js';
export {followSamples} from './core/follow-samples.js';
export type {Follower} from './core/follower.js';
export type {History, HistoryLimits} from './core/history.js';
export type {Monitor} from './core/monitor.js';
export type {Problem, ReportProblem} from './core/problem.js';
export type {Sample, Span} from './core/sample.js';
export type {Source, SourceUpdate} from './core/source.js';
export type {MonitorState} from './core/state.js';
export {type Statistics, statistics} from './core/statistics.js';
export type {ReadonlyStore} from './core/store.js';
export type {MachineOptions, MonitorOptions} from './create-monitor.js';
export {collectGarbage} from './library/collect-garbage.js';
export {collectOnce, createMonitor} from './library/monitor.js';
export type {Cadence, MetricChanges, MetricSettings, SettingsName, SpecialSettings} from './metrics/metric-settings.js';
export type {Closable} from './support/closable.js';

// Health

export type {Liveness} from './core/liveness.js';
export {type DebugInfo, debugInfo, type RecentError} from './health/debug-info.js';
export {type ExaminedFollowers, type ExaminedMonitor, healthReport} from './health/health-report.js';
export type {ProcessReport} from './health/process-report.js';
export type {
	CollectorReport,
	DatabaseReport,
	ExportReport,
	HandlerReport,
	HealthReport,
	HealthStatus,
	MemoryReport,
	ServerReport,
} from './health/report.js';
export type {CollectorHealth} from './metrics/schedule/collector-health.js';
export type {DurationSpread} from './metrics/schedule/durations.js';

// Measurements

export {gpuCount, isGpuAvailable, listGpus} from './library/monitor.js';
export type {MetricPath, MetricPlace} from './measurements/metric-path.js';
export {readMetric} from './measurements/read-metric.js';
export type {ReadSection, SectionName} from './measurements/sections.js';
export type {Unit} from './measurements/unit.js';
export {UnavailableError} from './metrics/collector.js';
export type {CustomCollector, CustomReadings, CustomValue} from './metrics/custom-collector.js';
export type {GpuQuery} from './metrics/gpu/availability.js';
export type {GpuBackendName} from './metrics/gpu/backend.js';
export type {SampleProcesses} from './metrics/process-sampler.js';
export {type Absent, type AbsentState, known, type Reading} from './metrics/reading.js';
export type * from './metrics/snapshot.js';
export type {Severity} from './metrics/values/severity.js';

// Diagnosis

export type {
	Cell,
	CellState,
	Culprit,
	Evidence,
	Finding,
	FindingId,
	FindingKind,
	MatrixRow,
	Resource,
	Unmeasured,
} from './diagnosis/finding.js';
export {matrixOf} from './diagnosis/matrix.js';
export {unmeasuredOf} from './diagnosis/unmeasured.js';

// Alerts

export type {Alert, AlertEvent, AlertEventKind, AlertLevel, AlertProcess} from './alerts/alert.js';
export type {AlertEngine, RestoredAlerts} from './alerts/engine/alert-engine.js';
export type {AlertStates} from './alerts/engine/alert-states.js';
export type {Episode, SeriesState} from './alerts/engine/episode.js';
export type {
	PersistedEpisode,
	PersistedRule,
	PersistedSeries,
	PersistedStates,
} from './alerts/engine/persisted-states.js';
export type {Silence} from './alerts/engine/silence.js';
export {defaultRules} from './alerts/rules/default-rules.js';
export type {FindingPath} from './alerts/rules/finding-path.js';
export {parseRule} from './alerts/rules/parse-rule.js';
export type {AlertRule, AlertRuleOptions} from './alerts/rules/rule.js';
export type {AlertComponent} from './alerts/rules/subject.js';
export type {AlertMemory, AlertMemoryOptions, RunningMemory} from './delivery/memory/alert-memory.js';
export {openAlertMemory, openSpool} from './library/alert-memory.js';
export {changeThresholds, createRules, type RuleOptions, type Thresholds} from './library/rules.js';
export {check} from './run/check/check.js';
export type {CheckResult} from './run/check/check-result.js';

// Alert notifications

export type {DeliverOptions} from './delivery/delivery.js';
export {DeliveryError, type DeliveryErrorOptions} from './delivery/delivery-error.js';
export type {AlertFilter, Hours} from './delivery/filters.js';
export type {Handler} from './delivery/handler.js';
export type {
	DeliveryState,
	HandlerOptions,
	HandlerSet,
	HandlerSetOptions,
} from './delivery/handler-set.js';
export type {ConsoleOptions} from './delivery/handlers/console.js';
export type {EmailOptions} from './delivery/handlers/email.js';
export type {FileOptions} from './delivery/handlers/file.js';
export type {SlackOptions} from './delivery/handlers/slack.js';
export type {WebhookOptions} from './delivery/handlers/webhook.js';
export type {HeartbeatOptions} from './delivery/heartbeat.js';
export type {AlertUpdate, HandlerResult, HandlerState} from './delivery/member.js';
export type {Spool, SpoolOptions} from './delivery/memory/spool.js';
export {headline, type Notification} from './delivery/notification.js';
export type {Clock} from './delivery/queue/clock.js';
export type {AlertDelivery, DeadLetter, OutboxState} from './delivery/queue/outbox-state.js';
export type {DeliveryPace} from './delivery/queue/pace.js';
export {testNotification} from './delivery/test-notification.js';
export {createHandlerSet, deliver} from './library/delivery.js';
export {componentFilter, hoursFilter, levelFilter} from './library/filters.js';
export {
	consoleHandler,
	emailHandler,
	fileHandler,
	functionHandler,
	heartbeat,
	slackHandler,
	webhookHandler,
} from './library/handlers.js';
export type {Backoff} from './support/retry-delay.js';

// Server

export {attachServer, startServer} from './library/server.js';
export type {Log, LogLevel} from './log/log.js';
export type {EventName} from './protocol/messages/client-message.js';
export type {CommandLineOf} from './protocol/messages/command-lines.js';
export type {AdviceTopic, Advise} from './server/access/advice.js';
export type {AttachOptions} from './server/attach-options.js';
export type {AttachedServer} from './server/attach-server.js';
export type {RefusalReason} from './server/limits/refusals.js';
export type {ServerOptions} from './server/server-options.js';
export type {ServerState} from './server/server-state.js';
export {ServerStartError} from './server/start-error.js';
export type {RunningServer} from './server/start-server.js';

// Client

export {connect, remoteSource} from './library/connections.js';
export type {HistoryPoint} from './protocol/messages/history-point.js';
export type {DataFormat} from './protocol/messages/select-data.js';
export type {Connection, ConnectOptions} from './remote/client/connect.js';
export {ConnectionError, type Failure} from './remote/client/connection-error.js';
export type {ConnectionStatus} from './remote/client/connection-status.js';
export type {ServerEvent, ServerIdentity} from './remote/client/server-event.js';
export type {Heartbeat} from './remote/client/silence.js';
export type {HistoryRequest, Subscription, WireMetricName} from './remote/client/subscription.js';
export type {FleetHost} from './remote/fleet/fleet-state.js';
export type {HostSummary} from './remote/fleet/host-summary.js';
export type {LinkOptions} from './remote/fleet/websocket-feed.js';
export type {RemoteSourceOptions} from './remote/remote-source.js';

// Other threads

export {shareSamples} from './library/exporters.js';
export {readSamples, type SampleReader} from './threads/read-samples.js';
export type {SharedSamples, ShareOptions} from './threads/share-samples.js';

// Recordings

export type {Playback, PlaybackState} from './core/playback.js';
export type {DatabaseExporterOptions, RunningDatabase} from './exporters/databases/database-exporter.js';
export {type Database, openDatabase} from './exporters/databases/open-database.js';
export type {DatabaseRow} from './exporters/databases/row.js';
export type {DatabasePace} from './exporters/databases/row-outbox.js';
export {BusyError, type OpenSink, RefusedError, type Sink} from './exporters/databases/sink.js';
export {recordingSource} from './library/connections.js';
export {databaseExporter, jsonFileExporter} from './library/exporters.js';
export type {Moment} from './recording/read/moment.js';
export {openRecording, type Recording} from './recording/read/recording.js';
export type {RecordingSourceOptions} from './recording/replay/recording.js';
export type {RecordedEpisode} from './recording/report/alert-log.js';
export type {RankedMetric, ReportedMetric} from './recording/report/metric-log.js';
export type {MetricSummary} from './recording/report/metric-summary.js';
export {createReport, type Report} from './recording/report/report.js';
export {encodeReport} from './recording/report/report-json.js';
export {reportText} from './recording/report/report-text.js';
export type {MinuteMean} from './recording/report/worst-minutes.js';
export type {Exporter, RunningExport} from './recording/write/exporter.js';
export type {JsonFileOptions, RunningFiles} from './recording/write/json-file.js';
export type {RecordOptions} from './recording/write/records.js';
export type {Retention} from './recording/write/retention.js';
export type {QueueCounts} from './support/retry-queue.js';

// Text

export {formatAlert} from './summary/format-alert.js';
export {summary} from './summary/summary.js';
export {summaryLine} from './summary/summary-line.js';
export type {SummaryOptions} from './summary/summary-options.js';
export {formatTable} from './summary/table.js';
export {formatBytes, formatDuration, formatPercent, formatRate} from './support/format.js';
export {formatBar} from './support/format-bar.js';

// Protocol

export {configSchema} from './config/model/config-schema.js';
export type {Schema} from './measurements/json-schema.js';
export type {Family, Labels, Point} from './measurements/prometheus-family.js';
export type {WireData} from './measurements/sections.js';
export {encodeMonitoringData, type MonitoringData, monitoringData} from './protocol/messages/monitoring-data.js';
export {parseMonitoringData} from './protocol/messages/parse-monitoring-data.js';
export {prometheusText} from './protocol/prometheus-text.js';
export {type AsyncApiDocument, type AsyncApiOperation, asyncApi} from './protocol/schema/asyncapi.js';
export {clientMessageSchema} from './protocol/schema/client-schema.js';
export {serverMessageSchema} from './protocol/schema/server-schema.js';
export type {Fields} from './support/fields.js';
export {version} from './support/version.js';
