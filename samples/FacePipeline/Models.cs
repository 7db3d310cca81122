using TypedModels;

namespace FacePipeline;

/// <summary>Finds faces in a picture.</summary>
[TfModel("models/face_detector")]
internal sealed partial class FaceDetector;

/// <summary>Turns a face into 128 numbers: faces that look alike get numbers that are alike.</summary>
[TfModel("models/face_embedder")]
internal sealed partial class FaceEmbedder;
