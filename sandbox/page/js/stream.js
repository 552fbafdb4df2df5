/** The live connection: calls back on each change, and once more after every reconnection. */

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * @param {string} user whose changes to hear
 * @param {{heard: function(object), online: function(boolean)}} on
 * @returns {function()} stops listening
 */
export function listen(user, on) {
  let socket;
  let stopped = false;
  let pause = FIRST_PAUSE_MS;
  let timer;

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(
      `${scheme}://${location.host}/control/stream?user=${encodeURIComponent(user)}`,
    );
    socket.onopen = () => {
      pause = FIRST_PAUSE_MS;
      on.online(true);
    };
    socket.onmessage = (event) => on.heard(JSON.parse(event.data));
    socket.onclose = () => {
      if (stopped) return;
      on.online(false);
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  }

  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}
