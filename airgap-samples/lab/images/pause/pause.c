/* Holds a pod's namespaces open: waits for ever, and reaps whatever the pod leaves behind. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void leave(int signal) {
  _exit(128 + signal);
}

static void reap(int signal) {
  (void)signal;
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
}

int main(void) {
  struct sigaction leaving = {.sa_handler = leave};
  struct sigaction reaping = {.sa_handler = reap, .sa_flags = SA_NOCLDSTOP};
  sigaction(SIGINT, &leaving, NULL);
  sigaction(SIGTERM, &leaving, NULL);
  sigaction(SIGCHLD, &reaping, NULL);
  for (;;) pause();
}
