"""What whoever runs Followthrough looks at: probes, counters, logs, and errors sent to Sentry."""
