// The camera looks for the code of a letter: two small pictures a second go to the house, none is kept.
const box = document.querySelector("[data-camera]");
const form = document.querySelector("[data-typing]");
const PAUSE = 500;
const WIDTH = 800;

async function watch() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  const video = box.querySelector("video");
  video.srcObject = stream;
  await video.play();
  box.hidden = false;
  const canvas = document.createElement("canvas");
  const look = async () => {
    if (video.videoWidth) {
      canvas.width = Math.min(WIDTH, video.videoWidth);
      canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
      canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      const code = await read(picture).catch(() => "");
      if (code) {
        for (const track of stream.getTracks()) track.stop();
        form.querySelector("input:not([type=hidden])").value = code;
        form.requestSubmit();
        return;
      }
    }
    setTimeout(look, PAUSE);
  };
  look();
}

async function read(picture) {
  const answer = await fetch(box.dataset.camera, {
    method: "POST",
    body: picture,
    headers: { "Content-Type": "image/jpeg", "X-CSRFToken": form.querySelector('[name="csrfmiddlewaretoken"]').value },
  });
  return answer.ok && !answer.redirected ? (await answer.json()).code : "";
}

// without a camera, or without leave to use it, the keys below do the same
if (box && navigator.mediaDevices?.getUserMedia) watch().catch(() => {});
