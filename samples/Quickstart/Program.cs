using TypedModels;

using var detector = FaceDetector.Load();
using var embedder = FaceEmbedder.Load();

byte[] picture = File.ReadAllBytes("crowd.png");
var faces = detector.DetectFile(picture, maxFaces: 20, threshold: 0.8f);
var people = embedder.EmbedCrops(boxes: faces.Boxes, image: faces.Image);
Console.WriteLine($"{faces.Count} faces, each described by {people.Embedding.Lengths[1]} numbers");

[TfModel("models/face_detector")]
public partial class FaceDetector;

[TfModel("models/face_embedder")]
public partial class FaceEmbedder;
