// The test is saved: the tab need not remember its picture any longer (see photo.js).
sessionStorage.removeItem("medial-photo");
